/**
 * What a template is filled with: one value per field name, in a `Map` or a plain object. Strings, finite numbers,
 * booleans and bigints are values; anything else (null, dates as objects, lists, functions) is a missing value.
 */
export type MergeValues = ReadonlyMap<string, unknown> | Readonly<Record<string, unknown>>;

/** A value that can stand in a text. Strings are trimmed and never blank. */
export type Scalar = string | number | boolean;

// They exist on every object, so a list with such a column heading could only mean mischief or an accident.
const neverFields: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

// What broken exports and unset formulas leave in a cell. No text may greet a person by one of them.
const debris: ReadonlySet<string> = new Set([
  'undefined',
  'null',
  'NULL',
  '(null)',
  'NaN',
  '#N/A',
  '#REF!',
  '#VALUE!',
  '#NAME?',
  '#DIV/0!',
  '#NULL!',
  '#NUM!',
]);

// Output is at most 1,600 characters, so what lies beyond this can only make a render slow, never change its result.
const longestValueRead = 10_000;

/** The value of a field, or undefined when it is missing, blank, or debris. Reads own properties only. */
export function readValue(values: MergeValues, name: string): Scalar | undefined {
  const raw = rawValue(values, name);
  switch (typeof raw) {
    case 'string':
      return usableText(raw);
    case 'number':
      return Number.isFinite(raw) ? raw : undefined;
    case 'boolean':
      return raw;
    case 'bigint':
      return String(raw);
    default:
      return undefined;
  }
}

function rawValue(values: MergeValues, name: string): unknown {
  if (neverFields.has(name)) return undefined;
  if (values instanceof Map) return values.get(name);
  return Object.hasOwn(values, name) ? (values as Readonly<Record<string, unknown>>)[name] : undefined;
}

function usableText(raw: string): string | undefined {
  const text = (raw.length > longestValueRead ? raw.slice(0, longestValueRead) : raw).trim();
  if (text === '' || debris.has(text) || isInvisible(text)) return undefined;
  // A value that is itself an unfilled merge tag, or a printed object, is the wreck of an earlier system's mistake.
  if (text.includes('{')) return text.includes('{{') || text.includes('{%') ? undefined : text;
  return text.includes('[object ') ? undefined : text;
}

const visible = /[^\s\p{Cc}\p{Cf}\u2800\u3164]/u;

function isInvisible(text: string): boolean {
  const first = text.charCodeAt(0);
  return (first < 0x20 || first >= 0x7f) && !visible.test(text);
}

/** Whether a text shows nothing: empty, spaces, zero-width characters. */
export function isBlank(text: string): boolean {
  const trimmed = text.trim();
  return trimmed === '' || isInvisible(trimmed);
}

/** A value as it is printed in a text. */
export function toText(value: Scalar): string {
  return typeof value === 'string' ? value : String(value === 0 ? 0 : value);
}

const plainNumber = /^-?\d{1,15}(?:\.\d{1,10})?$/;
const groupedNumber = /^-?\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,10})?$/;

/** A value as a number: numbers, and texts such as `1297.91` or `1,297.91`; otherwise undefined. */
export function toNumber(value: Scalar): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return undefined;
  if (plainNumber.test(value)) return Number(value);
  return groupedNumber.test(value) ? Number(value.replaceAll(',', '')) : undefined;
}
