import { instantOf, wallMsAt } from '@tidings/policy/zone-time';
import { knownZone } from './times.ts';

/**
 * Days and hours as the clocks of a zone show them, which for most pages is that of the workspace: never of the computer that
 * somebody sits at, which may stand in another country. A day is `2026-12-01`, an hour `2026-12-01T09:00`.
 */
export type Day = string;

const dayMs = 86_400_000;
const minuteMs = 60_000;
const msOf = (day: Day) => Date.parse(`${day}T00:00:00Z`);

export const isDay = (text: string | undefined): text is Day =>
  text !== undefined &&
  /^\d{4}-\d\d-\d\d$/.test(text) &&
  !Number.isNaN(msOf(text)) &&
  addDays(text, 0) === text;

export const addDays = (day: Day, days: number): Day =>
  new Date(msOf(day) + days * dayMs).toISOString().slice(0, 10);

/** The day that clocks of a zone show at an instant. */
export const dayIn = (zone: string, at: string | number): Day => hourIn(zone, at).slice(0, 10);

/** Day and hour that clocks of a zone show at an instant, as a field for both takes them. */
export const hourIn = (zone: string, at: string | number): string =>
  new Date(wallMsAt(knownZone(zone), new Date(at).getTime())).toISOString().slice(0, 16);

/**
 * The instant at which clocks of a zone show this day and hour, as the service takes it. An hour that they leave out is the
 * first moment after; of one that comes twice it is the first.
 */
export function instantIn(zone: string, hour: string): string {
  const midnight = msOf(hour.slice(0, 10));
  const minute = (Date.parse(`${hour.slice(0, 16)}Z`) - midnight) / minuteMs;
  return new Date(instantOf(knownZone(zone), midnight / dayMs, minute)).toISOString();
}

/** The instant at which a day begins. What is of a day is from this on, and before the same of the day after. */
export const startOfDay = (zone: string, day: Day): string => instantIn(zone, `${day}T00:00`);
