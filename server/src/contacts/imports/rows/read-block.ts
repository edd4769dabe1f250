import { decodeRecords } from '../file/decode-records.ts';
import { numbersPerRecord } from '../file/read-blocks.ts';
import { flawOpenQuote } from '../file/scan-records.ts';
import { splitCells } from '../file/split-cells.ts';
import { cleanText } from '../values/text.ts';
import { isPerson, type RowPerson, type RowRefusal, readRow } from './read-row.ts';
import { rejectLine } from './reject-line.ts';
import type { Lanes, RowPlan } from './row-plan.ts';
import { newTally, type Tally } from './tally.ts';

export type ReadBlock = {
  /** Rows that are no people, in COPY's text format. */
  readonly rejects: string;
  readonly tally: Tally;
};

/** Takes a person with the line of the file and the row as it stood there. */
export type TakePerson = (person: RowPerson, line: number, original: string) => void;

/** Turns the records of a block into people and refusals. Touches nothing else, so that any thread may do it. */
export function readBlock(
  block: { readonly bytes: Uint8Array; readonly records: Uint32Array },
  plan: RowPlan,
  lanes: Lanes,
  take: TakePerson,
): ReadBlock {
  const { records } = block;
  const tally = newTally();
  const { starts, ends } = rangesOf(records);
  const decoded = decodeRecords(block.bytes, starts, ends);
  tally.utf8_rows = decoded.utf8;
  tally.windows1252_rows = decoded.windows1252;
  let rejects = '';
  for (let at = 0; at < decoded.texts.length; at += 1) {
    const text = decoded.texts[at] ?? '';
    const line = records[at * numbersPerRecord + 2] ?? 0;
    const isBroken = records[at * numbersPerRecord + 3] === flawOpenQuote;
    // Where its cells end is what nobody knows, so the line is kept as one.
    const original = isBroken ? [text] : splitCells(text, plan.rules);
    if (isBlank(original)) continue;
    tally.rows += 1;
    const row = isBroken ? openQuote : readRow(original.map(cleanText), lanes, plan, tally);
    if (isPerson(row)) take(row, line, text);
    else {
      tally.invalid += 1;
      rejects += rejectLine({ line, ...row, row: original, number: null });
    }
  }
  return { rejects, tally };
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
