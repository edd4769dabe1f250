import { type DateReading, type DayOrder, isDay, noonOf, orderOfDay, readPlainDay } from './plain-days.ts';

export type { DateReading, DayOrder } from './plain-days.ts';

// Prefixes that tell the months apart in English, Spanish, French and German, without accents.
const months: readonly (readonly [string, number])[] = [
  ['jan', 1],
  ['ene', 1],
  ['feb', 2],
  ['fev', 2],
  ['mar', 3],
  ['mrz', 3],
  ['maer', 3],
  ['apr', 4],
  ['abr', 4],
  ['avr', 4],
  ['may', 5],
  ['mai', 5],
  ['jun', 6],
  ['juin', 6],
  ['juil', 7],
  ['jul', 7],
  ['aug', 8],
  ['ago', 8],
  ['aou', 8],
  ['sep', 9],
  ['set', 9],
  ['oct', 10],
  ['okt', 10],
  ['nov', 11],
  ['dec', 12],
  ['dic', 12],
  ['dez', 12],
];

const clockTime = String.raw`(?:[T,\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*([AaPp]\.?[Mm]\.?)?\s*(Z|UTC|GMT|[A-Z]{2,4}|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?`;
const yearFirst = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${clockTime}$`);
const numeric = new RegExp(String.raw`^(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d{2})${clockTime}$`);
const monthNamed = new RegExp(
  String.raw`^(?:\p{L}+\.?,?\s+)?(\p{L}{3,})\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(\d{4})${clockTime}$`,
  'u',
);
const dayNamed = new RegExp(
  String.raw`^(?:\p{L}+\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th|er|\.)?[\s-]*(?:de\s+)?(\p{L}{3,})\.?,?[\s-]*(?:del?\s+)?(\d{4}|\d{2})${clockTime}$`,
  'u',
);
const compact = /^(\d{4})(\d{2})(\d{2})$/;

/**
 * A point in time as lists write it: ISO, American, European, with named months, spreadsheet serials, Unix time. Null when
 * it is none.
 */
export function readDate(text: string, order: DayOrder): DateReading | null {
  const plain = readPlainDay(text, order);
  if (plain !== undefined) return plain;
  const seen = readings[order];
  const known = seen.get(text);
  if (known !== undefined) return known;
  const reading = readFreshDate(text.trim(), order);
  if (seen.size >= mostReadings) seen.clear();
  seen.set(text, reading);
  return reading;
}

// A million rows hold some ten thousand different days, and reading one costs as much as the rest of a row.
const mostReadings = 20_000;
const readings = {
  day_first: new Map<string, DateReading | null>(),
  month_first: new Map<string, DateReading | null>(),
};

function readFreshDate(value: string, order: DayOrder): DateReading | null {
  if (value.length < 5 || value.length > 40) return null;
  return readYearFirst(value) ?? readNumeric(value, order) ?? readNamed(value) ?? readBareNumber(value);
}

function readYearFirst(text: string): DateReading | null {
  const match = yearFirst.exec(text);
  if (!match) return null;
  const date = build(Number(match[1]), Number(match[2]), Number(match[3]), match, 4);
  return date && { ...date, order: null };
}

function readNumeric(text: string, order: DayOrder): DateReading | null {
  const match = numeric.exec(text);
  if (!match) return null;
  const a = Number(match[1]);
  const b = Number(match[3]);
  const { used, told } = orderOfDay(a, b, match[2] ?? '', order);
  const [day, month] = used === 'day_first' ? [a, b] : [b, a];
  const date = build(fullYear(match[4] ?? ''), month, day, match, 5);
  return date && { ...date, order: told };
}

function readNamed(text: string): DateReading | null {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '');
  const first = monthNamed.exec(plain);
  if (first) {
    const date = build(Number(first[3]), monthOf(first[1] ?? ''), Number(first[2]), first, 4);
    if (date) return { ...date, order: null };
  }
  const second = dayNamed.exec(plain);
  const date =
    second && build(fullYear(second[3] ?? ''), monthOf(second[2] ?? ''), Number(second[1]), second, 4);
  return date ? { ...date, order: null } : null;
}

const millisecondsOfDay = 86_400_000;
// Spreadsheets count days from the end of 1899; these serials are the years 1954 to 2064.
const serialRange = [20_000, 60_000] as const;

function readBareNumber(text: string): DateReading | null {
  const day = compact.exec(text);
  if (day) {
    const date = build(Number(day[1]), Number(day[2]), Number(day[3]), day, 4);
    return date && { ...date, order: null };
  }
  if (!/^\d{5}(\.\d+)?$|^1\d{9}$|^1\d{12}$/.test(text)) return null;
  const value = Number(text);
  if (value >= 1e12) return { ...built(value, false), order: null };
  if (value >= 1e9) return { ...built(value * 1_000, false), order: null };
  if (value < serialRange[0] || value > serialRange[1]) return null;
  const days = Math.floor(value);
  const ofDay = Math.round((value - days) * millisecondsOfDay);
  const midnight = Date.UTC(1899, 11, 30) + days * millisecondsOfDay;
  return ofDay === 0
    ? { ...built(midnight + millisecondsOfDay / 2, true), order: null }
    : { ...built(midnight + ofDay, false), order: null };
}

type Built = Omit<DateReading, 'order'> | null;

function built(ms: number, isDayOnly: boolean): NonNullable<Built> {
  const iso = new Date(ms).toISOString();
  return { ms, isDayOnly, spelled: isDayOnly ? iso.slice(0, 10) : iso };
}

function build(year: number, month: number, day: number, match: RegExpExecArray, timeAt: number): Built {
  const [hour, minute, second, half, zone] = match.slice(timeAt, timeAt + 5);
  if (!isDay(year, month, day)) return null;
  if (hour === undefined) return built(noonOf(year, month, day), true);
  const hours = inDay(Number(hour), half);
  if (hours > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return null;
  const atUtc = Date.UTC(year, month - 1, day, hours, Number(minute), Number(second ?? 0));
  return built(atUtc - offsetMinutes(zone) * 60_000, false);
}

function inDay(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  const isAfternoon = /^p/i.test(half);
  return (hour % 12) + (isAfternoon ? 12 : 0);
}

const namedOffsets: Readonly<Record<string, number>> = {
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  AKST: -540,
  AKDT: -480,
  HST: -600,
  BST: 60,
  CET: 60,
  CEST: 120,
};

// A time without a zone is read as UTC: a few hours do not change what somebody agreed to.
function offsetMinutes(zone: string | undefined): number {
  const match = zone === undefined ? null : /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (!match) return namedOffsets[zone ?? ''] ?? 0;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return match[1] === '-' ? -minutes : minutes;
}

function monthOf(name: string): number {
  const plain = name.toLowerCase();
  return months.find(([prefix]) => plain.startsWith(prefix))?.[1] ?? 0;
}

// Two digits: nobody joined a texting list before 1970, and birthdays of the last century are the rule.
function fullYear(digits: string): number {
  const year = Number(digits);
  return digits.length > 2 ? year : year < 50 ? 2_000 + year : 1_900 + year;
}
