import { findUnknownDirective, printDate, readDate } from './dates.ts';
import { isBlank, type Scalar, toNumber, toText } from './values.ts';

/** What a filter does to a value that is there; undefined means it could not (a date that is no date). */
export type Apply = (value: Scalar) => Scalar | undefined;

/** A filter with its arguments, ready to run. Filters are pure and total: they never throw, whatever the value. */
export interface Filter {
  readonly apply: Apply;
  /** Whether a value that is present can come out missing, so that a fallback must come after it. */
  readonly canFail: boolean;
}

export type Argument = string | number;

/** How a filter is made from its arguments: the filter, or one sentence on what is wrong with them. */
export type MakeFilter = (args: readonly Argument[]) => Filter | string;

const longestTruncation = 1600; // No text is longer, so a larger number is a mistake.

const overText =
  (change: (text: string) => string): MakeFilter =>
  (args) =>
    args.length > 0
      ? 'Take out the argument; this filter has none.'
      : { apply: (value) => change(toText(value)), canFail: false };

const truncate: MakeFilter = (args) => {
  const [length = 50, ending = '...'] = args;
  const isLength =
    typeof length === 'number' && Number.isInteger(length) && length >= 1 && length <= longestTruncation;
  if (!isLength || typeof ending !== 'string' || args.length > 2) {
    return `Write truncate: N with a whole number from 1 to ${longestTruncation}, and an ending in quotation marks if you like.`;
  }
  return { apply: (value) => cutAt(toText(value), length, ending), canFail: false };
};

// Counts characters, not code units, so that half an emoji is never sent.
function cutAt(text: string, length: number, ending: string): string {
  if (text.length <= length) return text;
  const characters = [...text];
  if (characters.length <= length) return text;
  const kept = length - [...ending].length;
  return kept > 0
    ? characters.slice(0, kept).join('').trimEnd() + ending
    : characters.slice(0, length).join('');
}

const number: MakeFilter = (args) => {
  const [decimals] = args;
  if (args.length > 1 || (decimals !== undefined && !isDecimals(decimals))) {
    return 'Write number, or number: N with 0 to 4 decimals.';
  }
  return { apply: (value) => grouped(toNumber(value), decimals), canFail: true };
};

const money: MakeFilter = (args) => {
  const [sign = '$', decimals = 2] = args;
  if (args.length > 2 || typeof sign !== 'string' || !isDecimals(decimals)) {
    return 'Write money, money: "€", or money: "$", 0 with 0 to 4 decimals.';
  }
  const apply: Apply = (value) => {
    const text = grouped(toNumber(value), decimals);
    return text?.startsWith('-') ? `-${sign}${text.slice(1)}` : text && sign + text;
  };
  return { apply, canFail: true };
};

function isDecimals(argument: Argument): argument is number {
  return typeof argument === 'number' && Number.isInteger(argument) && argument >= 0 && argument <= 4;
}

// Written out instead of Intl, so that every machine prints the same and nothing depends on the locale it has installed.
function grouped(value: number | undefined, decimals?: number): string | undefined {
  if (value === undefined || Math.abs(value) >= 1e15) return undefined;
  const fixed = decimals === undefined ? value.toFixed(2).replace(/\.?0+$/, '') : value.toFixed(decimals);
  const [whole = '', fraction] = fixed.split('.');
  const isZero = !/[1-9]/.test(fixed);
  const digits = (isZero ? whole.replace('-', '') : whole).replace(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? digits : `${digits}.${fraction}`;
}

const date: MakeFilter = (args) => {
  const [pattern] = args;
  if (args.length !== 1 || typeof pattern !== 'string' || isBlank(pattern)) {
    return 'Write date: with a pattern in quotation marks, such as date: "%b %-d".';
  }
  const unknown = findUnknownDirective(pattern);
  if (unknown) return `Take ${unknown} out of the date pattern; use %Y %m %d %B %b %A %a %H %I %M %p.`;
  const apply: Apply = (value) => {
    const written = readDate(toText(value));
    return written && printDate(written, pattern);
  };
  return { apply, canFail: true };
};

function capitalize(text: string): string {
  const [first = ''] = text;
  return first.toUpperCase() + text.slice(first.length).toLowerCase();
}

/** Every filter of the language except `default`, which is the only one to see a missing value. */
export const filters: ReadonlyMap<string, MakeFilter> = new Map([
  ['capitalize', overText(capitalize)],
  ['upcase', overText((text) => text.toUpperCase())],
  ['downcase', overText((text) => text.toLowerCase())],
  ['truncate', truncate],
  ['number', number],
  ['money', money],
  ['date', date],
]);
