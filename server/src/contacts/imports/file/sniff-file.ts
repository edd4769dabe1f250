import { open } from 'node:fs/promises';
import { Invalid } from '../../../platform/errors.ts';
import { cleanText } from '../values/text.ts';
import { decodeRecords } from './decode-records.ts';
import { type Delimiter, type Dialect, delimiters } from './dialect.ts';
import { decoderOf } from './read-blocks.ts';
import { encodingOf, refuseOtherText } from './refuse-non-text.ts';
import { flawNone, mostRecordBytes, scanRecords } from './scan-records.ts';
import { splitCells } from './split-cells.ts';

/** The beginning of a file, understood as a table. */
export type Sniffed = {
  readonly dialect: Dialect;
  readonly bomBytes: number;
  /** Null where the file has no header. */
  readonly headings: readonly string[] | null;
  /** Rows after the header, cleaned cell by cell. */
  readonly sample: readonly (readonly string[])[];
  /** The line on which rows begin. */
  readonly firstLine: number;
};

/** `isHeader` decides whether a row is the header of the rows after it; see is-header.ts. */
export type SniffRules = {
  readonly isHeader: (row: readonly string[], after: readonly (readonly string[])[]) => boolean;
};

// A little more than the longest record, so that a longer one is noticed here and at once.
const headBytes = mostRecordBytes + 65_536;
const mostSampleRows = 500;
export const mostColumns = 500;

/** Reads the beginning of a file and tells how it is written. Refuses, in one sentence, what is no table. */
export async function sniffFile(path: string, rules: SniffRules): Promise<Sniffed> {
  const { head, isWhole } = await readHead(path);
  const { encoding, bomBytes } = encodingOf(head);
  const bytes = decoderOf({ encoding })(head.subarray(bomBytes), isWhole);
  const text = bytes.toString('utf8', 0, 65_536);
  refuseOtherText(text);
  const newline = text.includes('\n') || !text.includes('\r') ? '\n' : '\r';
  const escaping = usesBackslash(text) ? '\\' : '"';
  const declared = /^sep=([,;|\t])\r?\n/i.exec(text)?.[1] as Delimiter | undefined;
  const read = (delimiter: Delimiter) => readRows(bytes, { delimiter, escape: escaping, newline }, isWhole);
  const delimiter =
    declared ?? bestDelimiter(delimiters.map((each) => ({ delimiter: each, rows: read(each) })));
  const rows = read(delimiter).slice(declared ? 1 : 0);
  refuseTooWide(rows);
  const top = countPreamble(rows);
  const first = rows[top];
  if (!first)
    throw new Invalid('import.empty', 'The file holds no rows. Export the list again and upload that.');
  const after = rows.slice(top + 1).map((row) => row.cells);
  const hasHeader = rules.isHeader(first.cells, after);
  const preambleLines = first.line - 1;
  return {
    dialect: { encoding, delimiter, escape: escaping, newline, hasHeader, preambleLines },
    bomBytes,
    headings: hasHeader ? first.cells : null,
    sample: hasHeader ? after : [first.cells, ...after],
    firstLine: hasHeader ? first.nextLine : first.line,
  };
}

async function readHead(path: string): Promise<{ head: Buffer; isWhole: boolean }> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(headBytes);
    let length = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, length, headBytes - length, length);
      if (bytesRead === 0) return { head: buffer.subarray(0, length), isWhole: true };
      length += bytesRead;
      if (length === headBytes) return { head: buffer, isWhole: false };
    }
  } finally {
    await file.close();
  }
}

type Row = { readonly cells: readonly string[]; readonly line: number; readonly nextLine: number };

function readRows(
  bytes: Buffer,
  rules: Pick<Dialect, 'delimiter' | 'escape' | 'newline'>,
  isWhole: boolean,
): Row[] {
  const scan = scanRecords(bytes, rules, 1, isWhole);
  const { texts } = decodeRecords(
    bytes.subarray(0, scan.used),
    scan.starts.slice(0, mostSampleRows + 20),
    scan.ends.slice(0, mostSampleRows + 20),
  );
  return texts.flatMap((text, at) => {
    if (text.trim() === '' || scan.flaws[at] !== flawNone) return [];
    const cells = splitCells(text, rules).map(cleanText);
    return [{ cells, line: scan.lines[at] ?? 1, nextLine: scan.lines[at + 1] ?? scan.nextLine }];
  });
}

/** The delimiter under which most rows have the same number of cells, and more than one. */
function bestDelimiter(candidates: readonly { delimiter: Delimiter; rows: readonly Row[] }[]): Delimiter {
  const scored = candidates.map(({ delimiter, rows }) => ({
    delimiter,
    score: scoreOf(rows.slice(0, 200).map((row) => row.cells)),
  }));
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
  return best.score > 0 ? best.delimiter : ',';
}

function scoreOf(rows: readonly (readonly string[])[]): number {
  const width = usualWidth(rows);
  if (width < 2) return 0;
  const even = rows.filter((row) => row.length === width).length / rows.length;
  // Commas inside the cells of a file with semicolons are seldom in its header too.
  const isHeaderEven = rows[0]?.length === width || rows[1]?.length === width;
  return even * Math.log2(1 + width) * (isHeaderEven ? 1 : 0.3);
}

function usualWidth(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  return [...counts].sort(([widthA, a], [widthB, b]) => b - a || widthB - widthA)[0]?.[0] ?? 0;
}

// Titles and dates of export above the table fill one cell, or have fewer than the table has.
function countPreamble(rows: readonly Row[]): number {
  const width = usualWidth(rows.slice(0, 50).map((row) => row.cells));
  if (width < 3) return 0;
  const top = rows
    .slice(0, 15)
    .findIndex((row) => row.cells.filter((cell) => cell !== '').length > 1 && row.cells.length >= width - 1);
  return Math.max(0, top);
}

function refuseTooWide(rows: readonly Row[]): void {
  const widest = rows[0]?.cells.length ?? 0;
  if (widest <= mostColumns) return;
  throw new Invalid(
    'import.too_many_columns',
    `The file has ${widest} columns, and at most ${mostColumns} can be read. Export only the columns you want to use.`,
  );
}

// MySQL and some scripts write \" inside quotes where everybody else doubles the quote.
function usesBackslash(text: string): boolean {
  return /[^\\"]\\"(?=[^,;|\t\r\n])/.test(text) && !/[^,;|\t\r\n]""/.test(text);
}
