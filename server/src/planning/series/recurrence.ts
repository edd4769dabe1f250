import { Invalid } from '../../platform/errors.ts';

/** A weekday of a rule: 0 is Monday. `place` is which of the month: 1 the first, -1 the last, null every one. */
export type RuleWeekday = { readonly weekday: number; readonly place: number | null };

/** On which days something comes again: what of RFC 5545 a campaign needs. */
export type Recurrence = {
  readonly every: 'day' | 'week' | 'month';
  readonly interval: number;
  readonly weekdays: readonly RuleWeekday[];
  /** Days of the month; -1 is the last. */
  readonly monthDays: readonly number[];
  readonly count: number | null;
  /** The last day that it may be, as days since 1970. */
  readonly until: number | null;
};

const dayMs = 86_400_000;
const weekdayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const units = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month' } as const;

/** Reads `FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;UNTIL=20271231`. Refused with what in it is not understood. */
export function readRecurrence(text: string): Recurrence {
  const parts = new Map<string, string>();
  for (const part of text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .split(';')) {
    const [name = '', value = ''] = part.split('=', 2);
    if (!known.has(name) || value === '')
      throw bad(`“${part}” is not understood in a rule. It may have ${[...known].join(', ')}.`);
    if (parts.has(name)) throw bad(`${name} stands twice in the rule.`);
    parts.set(name, value);
  }
  const every = units[parts.get('FREQ') as keyof typeof units];
  if (!every) throw bad('A rule begins with FREQ=DAILY, FREQ=WEEKLY or FREQ=MONTHLY.');
  const rule: Recurrence = {
    every,
    interval: whole(parts.get('INTERVAL') ?? '1', 'INTERVAL', 1, 99),
    weekdays: (parts.get('BYDAY')?.split(',') ?? []).map(readWeekday),
    monthDays: (parts.get('BYMONTHDAY')?.split(',') ?? []).map(readMonthDay),
    count: parts.has('COUNT') ? whole(parts.get('COUNT') ?? '', 'COUNT', 1, 1_000) : null,
    until: parts.has('UNTIL') ? readUntil(parts.get('UNTIL') ?? '') : null,
  };
  refuseContradictions(rule);
  return rule;
}

const known = new Set(['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'COUNT', 'UNTIL']);

function refuseContradictions({ every, weekdays, monthDays, count, until }: Recurrence): void {
  if (every !== 'month' && weekdays.some(({ place }) => place !== null))
    throw bad('A place in the month, as in BYDAY=1MO, goes with FREQ=MONTHLY only.');
  if (every !== 'month' && monthDays.length > 0) throw bad('BYMONTHDAY goes with FREQ=MONTHLY only.');
  if (weekdays.length > 0 && monthDays.length > 0) throw bad('Give BYDAY or BYMONTHDAY, not both.');
  if (count !== null && until !== null) throw bad('Give COUNT or UNTIL, not both.');
}

function readWeekday(text: string): RuleWeekday {
  const match = /^(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU)$/.exec(text);
  if (!match)
    throw bad(`“${text}” is no day of the week: MO, TU, WE, TH, FR, SA, SU, or 1MO for the first Monday.`);
  return {
    weekday: weekdayNames.indexOf(match[2] ?? ''),
    place: match[1] === undefined ? null : Number(match[1]),
  };
}

function readMonthDay(text: string): number {
  if (text === '-1') return -1;
  return whole(text, 'BYMONTHDAY', 1, 31);
}

function readUntil(text: string): number {
  const match = /^(\d{4})(\d\d)(\d\d)(T\d{6}Z?)?$/.exec(text);
  const [year = 0, month = 0, date = 0] = (match ?? []).slice(1, 4).map(Number);
  const ms = Date.UTC(year, month - 1, date);
  if (!match || new Date(ms).getUTCDate() !== date)
    throw bad(`UNTIL is a day such as 20271231, not “${text}”.`);
  return ms / dayMs;
}

function whole(text: string, name: string, least: number, most: number): number {
  const value = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw bad(`${name} is a number from ${least} to ${most}.`);
}

const bad = (sentence: string) =>
  new Invalid('series.bad_rule', sentence, [{ pointer: '/rule', code: 'series.bad_rule', detail: sentence }]);

// More than any campaign has times of; a rule that matches no day any more ends the search.
const furthestDays = 366 * 12;

/** The days of a rule from its first on, in order. A month without the day that was asked for is left out, as the RFC has it. */
export function* daysOf(rule: Recurrence, fromDay: number): Generator<number> {
  const last = Math.min(rule.until ?? Number.POSITIVE_INFINITY, fromDay + furthestDays);
  let left = rule.count ?? Number.POSITIVE_INFINITY;
  for (let day = fromDay; day <= last && left > 0; day += 1) {
    if (!isDayOf(rule, fromDay, day)) continue;
    left -= 1;
    yield day;
  }
}

const mondayOf = (day: number) => day - weekdayOf(day);
// 1970 began on a Thursday.
const weekdayOf = (day: number) => (((day + 3) % 7) + 7) % 7;

function isDayOf(
  { every, interval, weekdays, monthDays }: Recurrence,
  fromDay: number,
  day: number,
): boolean {
  const weekday = weekdayOf(day);
  if (every === 'day') {
    if ((day - fromDay) % interval !== 0) return false;
    return weekdays.length === 0 || weekdays.some((one) => one.weekday === weekday);
  }
  if (every === 'week') {
    if (((mondayOf(day) - mondayOf(fromDay)) / 7) % interval !== 0) return false;
    return weekdays.length === 0
      ? weekday === weekdayOf(fromDay)
      : weekdays.some((one) => one.weekday === weekday);
  }
  const [at, from] = [partsOf(day), partsOf(fromDay)];
  if ((at.month - from.month) % interval !== 0) return false;
  if (weekdays.length > 0) return weekdays.some((one) => isPlaceOf(one, weekday, at));
  const wanted = monthDays.length === 0 ? [from.date] : monthDays;
  return wanted.some((date) => (date === -1 ? at.date === at.length : at.date === date));
}

function isPlaceOf({ weekday, place }: RuleWeekday, of: number, { date, length }: MonthParts): boolean {
  if (weekday !== of) return false;
  if (place === null) return true;
  return place > 0 ? Math.ceil(date / 7) === place : Math.ceil((length - date + 1) / 7) === -place;
}

type MonthParts = { readonly month: number; readonly date: number; readonly length: number };

function partsOf(day: number): MonthParts {
  const at = new Date(day * dayMs);
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()];
  return {
    month: year * 12 + month,
    date: at.getUTCDate(),
    length: new Date(Date.UTC(year, month + 1, 0)).getUTCDate(),
  };
}
