import { type ByteWriter, viewOf } from '../../../platform/byte-writer.ts';
import { arrayLiteral, storable } from '../rows/copy-text.ts';
import type { RowPerson } from '../rows/read-row.ts';

// A person of the file on the way to the database, as bytes:
//
//    0  int32    bytes of the whole record
//    4  float64  place of the number in the order of numbers
//   12  float64  line of the file; negative for a further number of somebody who opted out
//   20  float64  since when they agreed, or left (ms since 1970); NaN where nobody knows
//   28  byte     which of `consents`
//   29  texts    the cells of `textCells`, and last the row as it stood in the file
//
// Each text is its length (int32, -1 for nothing) and its UTF-8. That is how PostgreSQL takes the elements of an array, so
// from here on cells are copied and never looked at again.

export const textCells = [
  'number',
  'first_name',
  'last_name',
  'email',
  'country',
  'region',
  'time_zone',
  'time_zone_source',
  'fields',
  'tags',
  'tracking',
  'consent_method',
] as const;

export const consents = ['none', 'given', 'opted_out'] as const;
export type ConsentWord = (typeof consents)[number];

const orderAt = 4;
const lineAt = 12;
const timeAt = 20;
const consentAt = 28;
const textsAt = 29;

/** Where a record's parts stand, for code that walks over many of them. */
export const places = { orderAt, lineAt, timeAt, consentAt, textsAt } as const;

const mostDigits = 15;
const fewestDigits = 7;
const scales = Array.from({ length: mostDigits + 1 }, (_, digits) => 10 ** (mostDigits - digits));
const lengths = mostDigits - fewestDigits + 1;

/**
 * The order of E.164 numbers as texts, which is the order of the index on them, as one exact number: the digits filled up
 * to fifteen, and of equal ones the shorter first. At most 9 × 10^15, just below 2^53.
 */
export function orderOf(number: string): number {
  const digits = number.length - 1;
  return Number(number.slice(1)) * (scales[digits] as number) * lengths + digits - fewestDigits;
}

/** Told of each record as it is begun. */
export type NoteRecord = (start: number, order: number, line: number) => void;

/** A person's record, and one more for each other number of somebody who opted out: they suppress and make nobody a contact. */
export function writeRecords(
  writer: ByteWriter,
  person: RowPerson,
  line: number,
  original: string,
  note: NoteRecord,
): void {
  const { permission } = person;
  const start = writer.length;
  const order = orderOf(person.number);
  note(start, order, line);
  writeHead(writer, order, line, permission.at?.getTime() ?? Number.NaN, permission.consent);
  writer.text(person.number);
  writer.text(orNull(person.firstName));
  writer.text(orNull(person.lastName));
  writer.text(orNull(person.email));
  writer.text(orNull(person.country));
  writer.text(orNull(person.region));
  writer.text(person.timeZone);
  writer.text(person.timeZoneSource);
  writer.text(storable(JSON.stringify(person.fields)));
  writer.text(person.tags.length === 0 ? null : storable(arrayLiteral(person.tags)));
  writer.text(person.tracking);
  writer.text(permission.source === null ? null : storable(permission.source));
  writer.text(original);
  writer.setInt32(start, writer.length - start);
  if (permission.consent !== 'opted_out') return;
  for (const number of person.otherNumbers) writeOther(writer, number, -line, note);
}

function writeOther(writer: ByteWriter, number: string, line: number, note: NoteRecord): void {
  const start = writer.length;
  const order = orderOf(number);
  note(start, order, line);
  writeHead(writer, order, line, Number.NaN, 'opted_out');
  writer.text(number);
  for (let cell = 0; cell < textCells.length; cell += 1) writer.text(null);
  writer.setInt32(start, writer.length - start);
}

function writeHead(
  writer: ByteWriter,
  order: number,
  line: number,
  atMs: number,
  consent: ConsentWord,
): void {
  writer.int32(0);
  writer.float64(order);
  writer.float64(line);
  writer.float64(atMs);
  writer.byte(consents.indexOf(consent));
}

const orNull = (text: string) => (text === '' ? null : storable(text));

/** The text that begins at `at` of a record, and where the next one does. */
export function readText(bytes: Uint8Array, at: number): { text: string | null; next: number } {
  const length = viewOf(bytes).getInt32(at);
  if (length < 0) return { text: null, next: at + 4 };
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + at + 4, length).toString('utf8');
  return { text, next: at + 4 + length };
}
