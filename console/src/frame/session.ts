import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { knownZone } from '../ui/times.ts';
import type { Me } from './api.ts';
import { meQuery } from './queries.ts';

export type Permission = Me['permissions'][number];

/** Who is signed in. Pages inside the shell are shown only when this is known, so it is never undefined there. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** The zone by whose clock hours are typed and shown: that of the workspace; UTC where nobody is signed in. */
export const useZone = (): string =>
  knownZone(useQuery({ ...meQuery, enabled: false }).data?.workspace.time_zone);

/** Whether a control should be offered. The server decides again; this only spares people a refusal. */
export function useMay(permission: Permission): boolean {
  return useMe().permissions.includes(permission);
}

/** The same of what may ask for nothing, and then is open to all, also before anybody is signed in. */
export function useMayIfAsked(permission: Permission | undefined): boolean {
  const me = useQuery({ ...meQuery, enabled: false }).data;
  return permission === undefined || (me?.permissions.includes(permission) ?? false);
}
