import { holidayOn, weekdayOf } from './calendar.ts';
import { type HoursRow, type HoursVector, rowHours, showWindow, weekHours } from './row.ts';
import { dayOfDate } from './written-row.ts';

const written = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d$/;
const kinds = ['Monday to Friday', 'Saturdays', 'Sundays'] as const;
type Kind = (typeof kinds)[number];

/**
 * Why the vectors of a row do not stand behind it, in one sentence; undefined where they do. A vector that does not agree
 * is always told. A row must have them for each kind of day on which it holds: both decisions where it has hours, one
 * where it has none, and one of its holidays.
 */
export function faultOfVectors(row: HoursRow, vectors: readonly HoursVector[]): string | undefined {
  return faultOfOne(row, vectors) ?? faultOfGaps(row, vectors);
}

/** Why some vector is wrong by itself, or by the row; undefined where all agree. */
export function faultOfOne(row: HoursRow, vectors: readonly HoursVector[]): string | undefined {
  for (const { at, decision } of vectors) {
    if (!isMinute(at)) return `${row.id}: “${at}” is no minute for a vector, such as 2027-01-05T08:59.`;
    const date = at.slice(0, 10);
    if ((row.validFrom !== null && date < row.validFrom) || (row.validTo !== null && date >= row.validTo))
      return `${row.id}: the vector ${at} is about a day on which the row does not hold.`;
    if (decideRow(row, at) !== decision)
      return `${row.id}: by its vector, texts ${wordOf[decision]} at ${at}; by the row they ${wordOf[decideRow(row, at)]} (${saysOf(row, at)}). Mend the one that is wrong.`;
  }
  return undefined;
}

const wordOf = { allow: 'may arrive', hold: 'may not arrive' } as const;

const isMinute = (at: string): boolean => {
  const date = written.exec(at)?.[1];
  return date !== undefined && new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);
};

const dayOfVector = (at: string): number => dayOfDate(at.slice(0, 10));
const minuteOfVector = (at: string): number => Number(at.slice(11, 13)) * 60 + Number(at.slice(14, 16));

/** What a row alone says of a minute on its clock, by the function that decides about texts. */
function decideRow(row: HoursRow, at: string): 'allow' | 'hold' {
  const { window } = rowHours(row, dayOfVector(at));
  const minute = minuteOfVector(at);
  return window && minute >= window.from && minute < window.to ? 'allow' : 'hold';
}

function saysOf(row: HoursRow, at: string): string {
  const day = rowHours(row, dayOfVector(at));
  return day.window ? showWindow(day.window) : `none ${day.because}`;
}

// A year and a day: every weekday, and every holiday that is kept once a year.
const furthestDays = 366;
const onHoliday = 'on one of its holidays';

function faultOfGaps(row: HoursRow, vectors: readonly HoursVector[]): string | undefined {
  if (vectors.length === 0)
    return `${row.id} has no vectors. Say of some minutes what it must decide, such as {"at": "2027-01-05T08:59", "decision": "hold"}.`;
  const needed = neededOf(row);
  for (const vector of vectors) needed.delete(needOf(row, vector));
  const [missing] = needed;
  return missing === undefined ? undefined : `${row.id} has no vector ${missing}. Add one.`;
}

function neededOf(row: HoursRow): Set<string> {
  const from = dayOfDate(row.validFrom ?? '2026-01-01');
  const end =
    row.validTo === null ? from + furthestDays : Math.min(dayOfDate(row.validTo), from + furthestDays);
  const needed = new Set<string>();
  let hasHolidays = false;
  for (let day = from; day < end; day += 1) {
    if (row.holidays && holidayOn(row.holidays, day) !== undefined) hasHolidays = true;
    else {
      const { window } = weekHours(row, day);
      const isAlways = window !== null && window.from === 0 && window.to === 1_440;
      if (window) needed.add(need('allow', kindOf(day)));
      if (!isAlways) needed.add(need('hold', kindOf(day)));
    }
  }
  if (hasHolidays) needed.add(onHoliday);
  return needed;
}

function needOf(row: HoursRow, { at, decision }: HoursVector): string {
  const day = dayOfVector(at);
  if (row.holidays && holidayOn(row.holidays, day) !== undefined) return onHoliday;
  return need(decision, kindOf(day));
}

const need = (decision: 'allow' | 'hold', kind: Kind): string =>
  `of a minute at which texts ${wordOf[decision]} (${kind})`;

function kindOf(day: number): Kind {
  const weekday = weekdayOf(day);
  return weekday === 0 ? 'Sundays' : weekday === 6 ? 'Saturdays' : 'Monday to Friday';
}
