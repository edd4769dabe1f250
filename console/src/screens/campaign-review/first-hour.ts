import type { FlightCheck } from './flight-check.ts';

/** The hour before which nobody would get it; null where some get it at once, or nobody knows, or a schedule says when. */
export function firstHour({ hours, schedule }: Pick<FlightCheck, 'hours' | 'schedule'>): string | null {
  if (schedule !== null || hours.some(({ decision }) => decision === 'allow')) return null;
  const untils = hours.flatMap(({ until }) => (until === null ? [] : [until]));
  return untils.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null;
}
