import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { t } from '../ui/language.ts';
import { cityOf, formatClock, runClock } from '../ui/times.ts';
import type { RehearsalClock } from './api.ts';
import { rehearsalQuery } from './queries.ts';
import { useMe } from './session.ts';

/**
 * The hour for people during a rehearsal. Between two answers of the server it goes on at the speed it has, a step a
 * second; each answer sets it right, jumps included.
 */
export function useRehearsalClock(isRehearsal: boolean): { clock: RehearsalClock; nowMs: number } | null {
  const { data, dataUpdatedAt } = useQuery({ ...rehearsalQuery, enabled: isRehearsal });
  const atMs = useSecond(isRehearsal);
  if (!isRehearsal || !data) return null;
  const { clock } = data;
  return { clock, nowMs: runClock({ ...clock, seenAtMs: dataUpdatedAt }, atMs) };
}

/**
 * The instant by the clock that texts leave by, in milliseconds: a rehearsal's may be days ahead of the one on the wall. It is
 * that of the last answer and does not tick: for days and for what has ended, not for seconds.
 */
export function useSendingNow(): number {
  const { is_rehearsal } = useMe();
  const { data } = useQuery({ ...rehearsalQuery, enabled: is_rehearsal });
  return data ? new Date(data.clock.now).getTime() : Date.now();
}

/** "Rehearsal clock, 60× — Tue 20:14 New York": never mistaken for the time on the wall, which is called real. */
export function describeClock(
  nowMs: number,
  { speed, is_real }: Pick<RehearsalClock, 'speed' | 'is_real'>,
  zone: string,
): string {
  const pace = speed === 1 ? '' : `, ${Math.round(speed)}×`;
  const name = is_real ? t('Real clock') : t('Rehearsal clock');
  return `${name}${pace} — ${formatClock(nowMs, zone)} ${cityOf(zone)}`;
}

function useSecond(isRunning: boolean): number {
  const [atMs, setAtMs] = useState(() => Date.now());
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setAtMs(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [isRunning]);
  return atMs;
}
