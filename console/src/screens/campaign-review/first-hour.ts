import { dayIn, hourIn } from '../../ui/zone-clock.ts';
import type { FlightCheck } from './flight-check.ts';

/** The hour before which nobody would get it; null where some get it at once, or nobody knows, or a schedule says when. */
export function firstHour({ hours, schedule }: Pick<FlightCheck, 'hours' | 'schedule'>): string | null {
  if (schedule !== null || hours.some(({ decision }) => decision === 'allow')) return null;
  const untils = hours.flatMap(({ until }) => (until === null ? [] : [until]));
  return untils.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null;
}

// A wait for another day that begins before this is no late hour: on some days nothing may arrive at all.
const eveningFrom = '16:00';

/** What keeps those waiting who wait for an hour: early, late, or one here and the other there (`either`). */
export function whyTheyWait(
  { at, hours }: Pick<FlightCheck, 'at' | 'hours'>,
  zone: string,
): 'early' | 'late' | 'either' {
  const found = new Set(
    hours.flatMap(({ until, zones }) => {
      if (until === null) return [];
      const theirs = zones[0] ?? zone;
      if (dayIn(theirs, at) === dayIn(theirs, until)) return ['early' as const];
      return [hourIn(theirs, at).slice(11) >= eveningFrom ? ('late' as const) : ('either' as const)];
    }),
  );
  const [only = 'either'] = found;
  return found.size === 1 ? only : 'either';
}
