import { dayMs } from './zone-time.ts';

/**
 * Holidays as rules, so that a year nobody has typed in has them too. Days are counted since 1970-01-01; months and days
 * of the month from 1; weekdays from Sunday as 0.
 */
export type HolidayRule = { readonly name: string } & (
  | { readonly on: 'date'; readonly month: number; readonly day: number; readonly observed?: Observed }
  /** `nth` from 1; -1 is the last of the month. */
  | { readonly on: 'weekday'; readonly month: number; readonly weekday: number; readonly nth: number }
  | { readonly on: 'easter'; readonly plusDays: number }
  /** The Tuesday after the first Monday of November. */
  | { readonly on: 'election' }
);

/**
 * What happens when the date falls on a weekend. `nearest`: Saturday's is kept on Friday as well, Sunday's on Monday.
 * `next`: the next day from Monday on that is no holiday yet. The date itself stays a holiday in either case.
 */
export type Observed = 'nearest' | 'next';

export interface Calendar {
  readonly id: string;
  readonly version: string;
  readonly source: string;
  readonly days: readonly HolidayRule[];
}

export const dayOf = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) / dayMs;

export const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;

export const yearOf = (day: number): number => new Date(day * dayMs).getUTCFullYear();

const years = new WeakMap<Calendar, Map<number, ReadonlyMap<number, string>>>();

/** The holiday of a day; undefined on ordinary days. */
export function holidayOn(calendar: Calendar, day: number): string | undefined {
  const year = yearOf(day);
  // New Year's Day may be kept on the last day of the year before.
  return holidaysOf(calendar, year).get(day) ?? holidaysOf(calendar, year + 1).get(day);
}

/** The holidays that the rules give for a year, by day, with the days on which they are observed. */
export function holidaysOf(calendar: Calendar, year: number): ReadonlyMap<number, string> {
  const known = years.get(calendar) ?? new Map<number, ReadonlyMap<number, string>>();
  years.set(calendar, known);
  const found = known.get(year) ?? readYear(calendar, year);
  known.set(year, found);
  return found;
}

function readYear(calendar: Calendar, year: number): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const rule of calendar.days) found.set(dayOfRule(rule, year), rule.name);
  for (const rule of calendar.days) {
    if (rule.on !== 'date' || !rule.observed) continue;
    const observed = observedDay(dayOfRule(rule, year), rule.observed, found);
    if (observed !== undefined && !found.has(observed)) found.set(observed, `${rule.name} (observed)`);
  }
  return found;
}

function dayOfRule(rule: HolidayRule, year: number): number {
  if (rule.on === 'date') return dayOf(year, rule.month, rule.day);
  if (rule.on === 'weekday') return nthWeekday(year, rule.month, rule.weekday, rule.nth);
  if (rule.on === 'easter') return easterOf(year) + rule.plusDays;
  return nthWeekday(year, 11, 1, 1) + 1;
}

function nthWeekday(year: number, month: number, weekday: number, nth: number): number {
  if (nth > 0) {
    const first = dayOf(year, month, 1);
    return first + ((weekday - weekdayOf(first) + 7) % 7) + 7 * (nth - 1);
  }
  const last = dayOf(year, month + 1, 1) - 1;
  return last - ((weekdayOf(last) - weekday + 7) % 7);
}

function observedDay(day: number, how: Observed, taken: ReadonlyMap<number, string>): number | undefined {
  const weekday = weekdayOf(day);
  if (weekday !== 0 && weekday !== 6) return undefined;
  if (how === 'nearest') return weekday === 6 ? day - 1 : day + 1;
  let next = weekday === 6 ? day + 2 : day + 1;
  while (taken.has(next)) next += 1;
  return next;
}

/** Easter Sunday of the western churches, by the method of Meeus, Jones and Butcher. */
export function easterOf(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return dayOf(year, Math.floor(f / 31), (f % 31) + 1);
}
