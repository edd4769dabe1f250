/** In which order a numeric date is written when it does not begin with the year. */
export type DayOrder = 'day_first' | 'month_first';

export type DateReading = {
  /** Milliseconds since 1970. */
  readonly ms: number;
  /** Midnight was not written, so the hour is unknown. */
  readonly isDayOnly: boolean;
  /** 03/04/2025 says one thing here and another there; 22/04/2025 says which. */
  readonly order: DayOrder | 'either' | null;
  /** `2025-04-22` where the hour is unknown, and the whole instant otherwise: one spelling for columns of dates. */
  readonly spelled: string;
};

/** What two numbers before a year say: which of them is the day, and whether that is told or assumed. */
export function orderOfDay(
  first: number,
  second: number,
  separator: string,
  order: DayOrder,
): { readonly used: DayOrder; readonly told: DayOrder | 'either' } {
  const told = first > 12 ? 'day_first' : second > 12 ? 'month_first' : 'either';
  // A dot between day and month is written day first wherever it is written.
  if (told === 'either' && separator === '.') return { used: 'day_first', told: 'day_first' };
  return { used: told === 'either' ? order : told, told };
}

const dayLength = '2025-04-22'.length;
const [zero, nine] = [0x30, 0x39];
const separators = '-/.';

/**
 * `2025-04-22` and `04/22/2025`, which is how programs write days, by their characters: a tenth of what the rules for
 * everything else take. Undefined for whatever is written otherwise, null for a day that there is not.
 */
export function readPlainDay(text: string, order: DayOrder): DateReading | null | undefined {
  if (text.length !== dayLength) return undefined;
  if (text.charAt(4) === '-') {
    if (text.charAt(7) !== '-') return undefined;
    const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)];
    return year < 0 || month < 0 || day < 0 ? undefined : dayOf(year, month, day, null, text);
  }
  const separator = text.charAt(2);
  if (text.charAt(5) !== separator || !separators.includes(separator)) return undefined;
  const [first, second, year] = [digits(text, 0, 2), digits(text, 3, 5), digits(text, 6, 10)];
  if (first < 0 || second < 0 || year < 0) return undefined;
  const { used, told } = orderOfDay(first, second, separator, order);
  const [monthAt, dayAt] = used === 'day_first' ? [3, 0] : [0, 3];
  const spelled = `${text.slice(6)}-${text.slice(monthAt, monthAt + 2)}-${text.slice(dayAt, dayAt + 2)}`;
  return used === 'day_first'
    ? dayOf(year, second, first, told, spelled)
    : dayOf(year, first, second, told, spelled);
}

/** A number, or -1 where something else than a digit stands. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code < zero || code > nine) return -1;
    value = value * 10 + code - zero;
  }
  return value;
}

function dayOf(
  year: number,
  month: number,
  day: number,
  order: DateReading['order'],
  spelled: string,
): DateReading | null {
  if (!isDay(year, month, day)) return null;
  return { ms: noonOf(year, month, day), isDayOnly: true, order, spelled };
}

const longestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function isDay(year: number, month: number, day: number): boolean {
  if (year < 1900 || year > 2200 || day < 1 || day > (longestMonths[month - 1] ?? 0)) return false;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month !== 2 || day < 29 || isLeap;
}

/** A day without an hour is taken at noon UTC: that instant lies on the same calendar day from Honolulu to Auckland. */
export function noonOf(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day, 12);
}
