import { Invalid } from '../../platform/errors.ts';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** From and to as `09:00` and `17:30`, by the clock of the workspace; several stretches a day, in their order. */
export type Stretch = readonly [from: string, to: string];
export type WeekHours = Readonly<Partial<Record<Weekday, readonly Stretch[]>>>;

export type BusinessHours = {
  readonly week: WeekHours;
  /** Days on which nobody is there, as `2026-12-25`. */
  readonly closedDays: readonly string[];
  readonly timeZone: string;
};

const minuteMs = 60_000;
const dayMs = 86_400_000;
// Whoever keeps no hours within two weeks keeps none; a look that far is 14 turns.
const lookDays = 400;

/** Minutes since midnight of `HH:MM`; `24:00` is the end of the day. Null for what is no hour. */
export function minuteOf(text: string): number | null {
  const match = /^([01][0-9]|2[0-4]):([0-5][0-9])$/.exec(text);
  if (!match) return null;
  const minute = Number(match[1]) * 60 + Number(match[2]);
  return minute <= 24 * 60 ? minute : null;
}

/** Refuses hours that say nothing or contradict themselves, with the place. */
export function checkWeek(week: WeekHours): WeekHours {
  let any = false;
  for (const day of weekdays) {
    let last = -1;
    for (const [at, [from, to]] of (week[day] ?? []).entries()) {
      const [a, b] = [minuteOf(from), minuteOf(to)];
      const pointer = `/hours/${day}/${at}`;
      if (a === null || b === null)
        throw invalid(pointer, `Write hours as 09:00 and 17:30; “${from}–${to}” is none.`);
      if (b <= a)
        throw invalid(
          pointer,
          `Hours end after they begin: ${from}–${to} on ${day} does not. Past midnight is the next day.`,
        );
      if (a < last) throw invalid(pointer, `The hours on ${day} overlap or are out of order at ${from}.`);
      last = b;
      any = true;
    }
  }
  if (!any) throw invalid('/hours', 'These hours are never open. Leave hours out where there are none.');
  return week;
}

const invalid = (pointer: string, sentence: string) =>
  new Invalid('inbox.bad_hours', sentence, [{ pointer, code: 'inbox.bad_hours', detail: sentence }]);

/** What the clock on that wall shows. */
function wallOf(at: Date, timeZone: string): { day: string; weekday: Weekday; minute: number } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, weekday: 'short', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  }).formatToParts(at);
  const get = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return {
    day: `${get('year')}-${get('month')}-${get('day')}`,
    weekday: get('weekday').toLowerCase() as Weekday,
    minute: Number(get('hour')) * 60 + Number(get('minute')),
  };
}

/** The instant at which that wall shows this minute of the day; on the night of a changed clock, the nearest there is. */
function instantOf(day: string, minute: number, timeZone: string): Date {
  const wished = Date.parse(`${day}T00:00:00Z`) + minute * minuteMs;
  const offsetAt = (ms: number) => {
    const { day: shown, minute: shownMinute } = wallOf(new Date(ms), timeZone);
    return Date.parse(`${shown}T00:00:00Z`) + shownMinute * minuteMs - Math.floor(ms / minuteMs) * minuteMs;
  };
  const first = wished - offsetAt(wished);
  return new Date(wished - offsetAt(first));
}

const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
const weekdayOf = (day: string): Weekday =>
  weekdays[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7] as Weekday;

/** The stretches in which somebody is there, from the day of `at` on, as instants. */
function* stretchesFrom(hours: BusinessHours, at: Date): Generator<readonly [from: number, to: number]> {
  const { day } = wallOf(at, hours.timeZone);
  for (let n = 0; n < lookDays; n += 1) {
    const on = dayAfter(day, n);
    if (hours.closedDays.includes(on)) continue;
    for (const [from, to] of hours.week[weekdayOf(on)] ?? []) {
      const [a, b] = [minuteOf(from), minuteOf(to)];
      if (a === null || b === null) continue;
      yield [instantOf(on, a, hours.timeZone).getTime(), instantOf(on, b, hours.timeZone).getTime()];
    }
  }
}

/** Whether somebody is there. No hours at all: always. */
export function isOpenAt(hours: BusinessHours | null, at: Date): boolean {
  if (hours === null) return true;
  const { day, weekday, minute } = wallOf(at, hours.timeZone);
  if (hours.closedDays.includes(day)) return false;
  return (hours.week[weekday] ?? []).some(
    ([from, to]) => (minuteOf(from) ?? 0) <= minute && minute < (minuteOf(to) ?? 0),
  );
}

/** So many minutes later by a clock that runs only while somebody is there; null where it never comes to that. */
export function addBusinessMinutes(hours: BusinessHours | null, at: Date, minutes: number): Date | null {
  if (hours === null) return new Date(at.getTime() + minutes * minuteMs);
  let left = minutes * minuteMs;
  for (const [from, to] of stretchesFrom(hours, at)) {
    const begins = Math.max(from, at.getTime());
    if (begins >= to) continue;
    if (begins + left <= to) return new Date(begins + left);
    left -= to - begins;
  }
  return null;
}

/** How long somebody was there between two instants, in seconds. */
export function businessSeconds(hours: BusinessHours | null, from: Date, to: Date): number {
  if (hours === null) return Math.max(0, (to.getTime() - from.getTime()) / 1_000);
  let ms = 0;
  for (const [begins, ends] of stretchesFrom(hours, from)) {
    if (begins >= to.getTime()) break;
    ms += Math.max(0, Math.min(ends, to.getTime()) - Math.max(begins, from.getTime()));
  }
  return ms / 1_000;
}
