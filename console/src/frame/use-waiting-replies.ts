import { useQuery } from '@tanstack/react-query';
import { answer } from './call.ts';
import { useMay } from './session.ts';

const everyMs = 30_000;

/**
 * How many conversations wait for somebody here. One number for the menu, home and the inbox: with one key it is asked for
 * once, and what the inbox hears of changes all three.
 */
export function useWaitingReplies(): number {
  const mayRead = useMay('messages.read');
  const counts = useQuery({ ...answer('/v1/inbox/counts'), enabled: mayRead, refetchInterval: everyMs });
  return counts.data?.open ?? 0;
}
