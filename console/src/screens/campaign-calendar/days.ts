import { addDays, type Day } from '../../ui/zone-clock.ts';

export type View = 'month' | 'week';

const msOf = (day: Day) => Date.parse(`${day}T00:00:00Z`);
const dayOf = (ms: number): Day => new Date(ms).toISOString().slice(0, 10);

/** The same day of another month; the last one where that month is shorter. */
export function addMonths(day: Day, months: number): Day {
  const at = new Date(msOf(day));
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth() + months];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return dayOf(Date.UTC(year, month, Math.min(at.getUTCDate(), last)));
}

// Monday is the first, as in the rules that campaigns come again by.
const mondayOf = (day: Day): Day => addDays(day, -((new Date(msOf(day)).getUTCDay() + 6) % 7));

/** The weeks that are shown around a day, Monday first: its month with the days that fill its first and last week, or its week. */
export function weeksOf(view: View, on: Day): Day[][] {
  const first = mondayOf(view === 'week' ? on : `${on.slice(0, 8)}01`);
  const count = view === 'week' ? 1 : weeksIn(first, on.slice(0, 7));
  return Array.from({ length: count }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => addDays(first, week * 7 + day)),
  );
}

function weeksIn(first: Day, month: string): number {
  let weeks = 1;
  while (addDays(first, weeks * 7).startsWith(month)) weeks += 1;
  return weeks;
}

export const step = (view: View, on: Day, by: 1 | -1): Day =>
  view === 'week' ? addDays(on, 7 * by) : addMonths(`${on.slice(0, 8)}01`, by);

/** What to ask the server for: a day more at either end, because days begin elsewhere at another instant. */
export function spanOf(weeks: readonly (readonly Day[])[]): { from: string; until: string } {
  const [first = '', last = ''] = [weeks[0]?.[0], weeks.at(-1)?.at(-1)];
  return { from: `${addDays(first, -1)}T00:00:00Z`, until: `${addDays(last, 2)}T00:00:00Z` };
}
