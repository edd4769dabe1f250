/** The calendar fields of a date as it is written; no time zone is applied, so 14:00 is printed as 14:00. */
export interface WrittenDate {
  readonly year: number;
  /** 1–12. */
  readonly month: number;
  readonly day: number;
  /** Undefined when only a day was written. */
  readonly time: { readonly hour: number; readonly minute: number } | undefined;
}

const isoDate =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * Reads an ISO date (`2026-11-24`, `2026-11-24T14:30`, seconds and offset allowed). Other notations are refused,
 * because 03/04 is a different day on each side of the Atlantic.
 */
export function readDate(text: string): WrittenDate | undefined {
  const match = isoDate.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const monthDays = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (month < 1 || month > 12 || day < 1 || day > monthDays) return undefined;
  if (match[4] === undefined) return { year, month, day, time: undefined };
  const time = { hour: Number(match[4]), minute: Number(match[5]) };
  return time.hour > 23 || time.minute > 59 ? undefined : { year, month, day, time };
}

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
const weekdays = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

type Print = (date: WrittenDate) => string;
const two = (number: number): string => String(number).padStart(2, '0');
const monthName: Print = (date) => months[date.month - 1] ?? '';
const weekdayName: Print = (date) =>
  weekdays[new Date(Date.UTC(date.year, date.month - 1, date.day)).getUTCDay()] ?? '';
const hourOf: Print = (date) => String(date.time?.hour ?? 0);
const hour12Of: Print = (date) => String(((Number(hourOf(date)) + 11) % 12) + 1);

// The strftime letters that Liquid templates use; those of the second table need a time of day.
const dayDirectives = new Map<string, Print>([
  ['%Y', (date) => String(date.year)],
  ['%y', (date) => two(date.year % 100)],
  ['%m', (date) => two(date.month)],
  ['%-m', (date) => String(date.month)],
  ['%d', (date) => two(date.day)],
  ['%-d', (date) => String(date.day)],
  ['%e', (date) => String(date.day)],
  ['%B', monthName],
  ['%b', (date) => monthName(date).slice(0, 3)],
  ['%A', weekdayName],
  ['%a', (date) => weekdayName(date).slice(0, 3)],
  ['%%', () => '%'],
]);
const timeDirectives = new Map<string, Print>([
  ['%H', (date) => hourOf(date).padStart(2, '0')],
  ['%-H', hourOf],
  ['%I', (date) => hour12Of(date).padStart(2, '0')],
  ['%-I', hour12Of],
  ['%l', hour12Of],
  ['%M', (date) => two(date.time?.minute ?? 0)],
  ['%p', (date) => (Number(hourOf(date)) < 12 ? 'AM' : 'PM')],
  ['%P', (date) => (Number(hourOf(date)) < 12 ? 'am' : 'pm')],
]);

const directive = /%-?[A-Za-z%]/g;

/** The first directive of a date pattern that we do not know, for an error; undefined when all are known. */
export function findUnknownDirective(pattern: string): string | undefined {
  for (const [found] of pattern.matchAll(directive)) {
    if (!dayDirectives.has(found) && !timeDirectives.has(found)) return found;
  }
  return undefined;
}

/**
 * Prints a date by a strftime pattern with English names. A pattern that asks for the hour of a date without one gives
 * undefined: midnight would be an invention.
 */
export function printDate(date: WrittenDate, pattern: string): string | undefined {
  let isComplete = true;
  const text = pattern.replace(directive, (found) => {
    const ofTime = timeDirectives.get(found);
    if (ofTime && !date.time) isComplete = false;
    return (ofTime ?? dayDirectives.get(found))?.(date) ?? '';
  });
  return isComplete ? text : undefined;
}
