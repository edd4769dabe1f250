import type { Unit, Window, YearlyWindow } from './ast.ts';
import { addDays, addMonths, type Day, dayIn, startOfDay, yearDays } from './days.ts';

/** When a segment is asked, and on whose clock its days are. */
export type Moment = { readonly now: Date; readonly zone: string };

/** Instants: from the first on, and before the second. Null where that side is open. */
export type Span = { readonly from: Date | null; readonly until: Date | null };
/** Days: from the first to the last, both part of it. */
export type DaySpan = { readonly from: Day | null; readonly to: Day | null };

const hourMs = 3_600_000;

/** What happened at an instant lies in the window when it lies in this. */
export function spanOf(window: Window, { now, zone }: Moment): Span {
  const start = (day: Day) => startOfDay(zone, day);
  switch (window.when) {
    case 'last':
      // The end is open: what is said to have happened a moment from now, by another clock, has just happened.
      return { from: shift(now, -window.count, window.unit), until: null };
    case 'next':
      return { from: now, until: shift(now, window.count, window.unit) };
    case 'over':
      return { from: null, until: shift(now, -window.count, window.unit) };
    case 'ago':
      return { from: shift(now, -window.to, window.unit), until: shift(now, -window.from, window.unit) };
    case 'before':
      return { from: null, until: start(window.date) };
    case 'since':
      return { from: start(window.date), until: null };
    case 'between':
      return { from: start(window.from), until: start(addDays(window.to, 1)) };
    case 'today':
      return { from: start(dayIn(zone, now)), until: start(addDays(dayIn(zone, now), 1)) };
  }
}

/** A day lies in the window when it lies in this. Hours are counted as the days that they reach into. */
export function daySpanOf(window: Window, { now, zone }: Moment): DaySpan {
  const today = dayIn(zone, now);
  switch (window.when) {
    case 'last':
      return { from: shiftDay(today, -window.count, window.unit), to: today };
    case 'next':
      return { from: today, to: shiftDay(today, window.count, window.unit) };
    case 'over':
      return { from: null, to: addDays(shiftDay(today, -window.count, window.unit), -1) };
    case 'ago':
      return {
        from: shiftDay(today, -window.to, window.unit),
        to: shiftDay(today, -window.from, window.unit),
      };
    case 'before':
      return { from: null, to: addDays(window.date, -1) };
    case 'since':
      return { from: window.date, to: null };
    case 'between':
      return { from: window.from, to: window.to };
    case 'today':
      return { from: today, to: today };
  }
}

/** The days of the year (`11-29`) that a yearly window takes in. */
export function yearDaysOf(window: YearlyWindow, { now, zone }: Moment): readonly string[] {
  const today = dayIn(zone, now);
  if (window.when === 'today') return yearDays(today, today);
  if (window.when === 'month') {
    const month = String(window.month).padStart(2, '0');
    return Array.from({ length: 31 }, (_, day) => `${month}-${String(day + 1).padStart(2, '0')}`);
  }
  const days = window.count * (window.unit === 'weeks' ? 7 : 1);
  return window.when === 'next'
    ? yearDays(today, addDays(today, days))
    : yearDays(addDays(today, -days), today);
}

/** The latest day of birth of somebody who is so many years old today; on 28 February also of those born on the 29th. */
export function bornOnOrBefore(years: number, { now, zone }: Moment): Day {
  const today = dayIn(zone, now);
  const day = addMonths(today, -12 * years);
  const isShort = today.endsWith('-02-28') && addDays(today, 1).endsWith('-03-01');
  return isShort && addDays(day, 1).endsWith('-02-29') ? addDays(day, 1) : day;
}

function shift(at: Date, count: number, unit: Unit): Date {
  if (unit === 'hours') return new Date(at.getTime() + count * hourMs);
  if (unit === 'days' || unit === 'weeks')
    return new Date(at.getTime() + count * hourMs * 24 * (unit === 'weeks' ? 7 : 1));
  const iso = at.toISOString();
  return new Date(`${addMonths(iso.slice(0, 10), count * (unit === 'years' ? 12 : 1))}${iso.slice(10)}`);
}

function shiftDay(day: Day, count: number, unit: Unit): Day {
  if (unit === 'hours') return addDays(day, Math.sign(count) * Math.ceil(Math.abs(count) / 24));
  if (unit === 'days' || unit === 'weeks') return addDays(day, count * (unit === 'weeks' ? 7 : 1));
  return addMonths(day, count * (unit === 'years' ? 12 : 1));
}
