import { decodeRecords } from '../file/decode-records.ts';
import { numbersPerRecord } from '../file/read-blocks.ts';
import { flawOpenQuote } from '../file/scan-records.ts';
import { splitCells } from '../file/split-cells.ts';
import { cleanText } from '../values/text.ts';
import { copyArray, copyOptional, copyText } from './copy-text.ts';
import { isPerson, type RowPerson, type RowRefusal, readRow } from './read-row.ts';
import type { Lanes, RowPlan } from './row-plan.ts';
import { newTally, type Tally } from './tally.ts';

/** A block of rows as PostgreSQL takes them: one text for import_staging, one for import_reject. */
export type ReadBlock = {
  readonly staging: string;
  readonly rejects: string;
  /** The numbers staged, without their plus. */
  readonly numbers: Float64Array<ArrayBuffer>;
  readonly tally: Tally;
};

/** The columns of `staging`, in order. */
export const stagingColumns =
  'line, number, first_name, last_name, email, country, region, time_zone, time_zone_source, fields, tags, consent, consented_at, consent_method, row';

/** The columns of `rejects`, in order. */
export const rejectColumns = 'line, code, sentence, row';

/** Turns the records of a block into people and refusals. Pure, so that any thread may do it. */
export function readBlock(bytes: Uint8Array, records: Uint32Array, plan: RowPlan, lanes: Lanes): ReadBlock {
  const tally = newTally();
  const { starts, ends } = rangesOf(records);
  const decoded = decodeRecords(bytes, starts, ends);
  tally.utf8_rows = decoded.utf8;
  tally.windows1252_rows = decoded.windows1252;
  let staging = '';
  let rejects = '';
  const numbers: number[] = [];
  for (let at = 0; at < decoded.texts.length; at += 1) {
    const text = decoded.texts[at] ?? '';
    const line = records[at * numbersPerRecord + 2] ?? 0;
    const isBroken = records[at * numbersPerRecord + 3] === flawOpenQuote;
    // Where its cells end is what nobody knows, so the line is kept as one.
    const original = isBroken ? [text] : splitCells(text, plan.rules);
    if (isBlank(original)) continue;
    tally.rows += 1;
    const row = isBroken ? openQuote : readRow(original.map(cleanText), lanes, plan, tally);
    if (isPerson(row)) {
      staging += stagingLines(row, line, original);
      numbers.push(Number(row.number));
      if (row.permission.consent === 'opted_out') numbers.push(...row.otherNumbers.map(Number));
    } else {
      tally.invalid += 1;
      rejects += `${line}\t${row.code}\t${copyText(row.sentence)}\t${copyArray(original)}\n`;
    }
  }
  return { staging, rejects, numbers: Float64Array.from(numbers), tally };
}

const openQuote: RowRefusal = {
  code: 'row.open_quote',
  sentence:
    'Close the quote or remove it; a quote is opened on this line and never closed, so nobody can say where its cells end.',
};

function rangesOf(records: Uint32Array): { starts: number[]; ends: number[] } {
  const count = records.length / numbersPerRecord;
  const starts: number[] = new Array(count);
  const ends: number[] = new Array(count);
  for (let at = 0; at < count; at += 1) {
    starts[at] = records[at * numbersPerRecord] ?? 0;
    ends[at] = records[at * numbersPerRecord + 1] ?? 0;
  }
  return { starts, ends };
}

// Spreadsheets save the empty rows below a table as lines of delimiters.
function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

/**
 * A person's line, and one more for each other number of somebody who opted out: whoever says STOP means all their
 * numbers. Those lines carry the line number negated; they suppress and make nobody a contact.
 */
function stagingLines(person: RowPerson, line: number, original: readonly string[]): string {
  const { permission } = person;
  const own =
    `${line}\t${person.number}\t${copyOptional(person.firstName)}\t${copyOptional(person.lastName)}\t${copyOptional(person.email)}\t` +
    `${copyOptional(person.country)}\t${copyOptional(person.region)}\t${copyOptional(person.timeZone)}\t${copyOptional(person.timeZoneSource)}\t` +
    `${copyText(JSON.stringify(person.fields))}\t${copyArray(person.tags)}\t${permission.consent}\t` +
    `${permission.at ? permission.at.toISOString() : '\\N'}\t${copyOptional(permission.source)}\t${copyArray(original)}\n`;
  if (permission.consent !== 'opted_out' || person.otherNumbers.length === 0) return own;
  return (
    own +
    person.otherNumbers
      .map((number) => `${-line}\t${number}\t${'\\N\t'.repeat(7)}{}\t{}\topted_out\t\\N\t\\N\t\\N\n`)
      .join('')
  );
}
