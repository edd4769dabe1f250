import { useQuery } from '@tanstack/react-query';
import { rehearsalQuery } from './queries.ts';
import { useMay, useMe } from './session.ts';

/** Whether whoever is signed in finds a button that moves the clock on the page of a campaign that waits. */
export function useHasClock(): boolean {
  const { is_rehearsal } = useMe();
  const may = useMay('rehearsal.use') && is_rehearsal;
  const { data } = useQuery({ ...rehearsalQuery, enabled: may });
  return may && data !== undefined && (!data.clock.is_real || data.clock.may_begin);
}
