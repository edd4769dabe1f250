import { Invalid } from '../../../platform/errors.ts';
import type { Dialect } from './dialect.ts';

/** Where the records of a block begin and end (bytes), on which line of the file each begins, and what is wrong with it. */
export type Records = {
  readonly starts: number[];
  readonly ends: number[];
  readonly lines: number[];
  readonly flaws: number[];
};

export const flawNone = 0;
/** A quote is opened and never closed, so nobody can say where the cells of this line end. */
export const flawOpenQuote = 1;

export type Scan = Records & {
  /** Bytes that are done with; what follows is the beginning of a record and belongs to the next block. */
  readonly used: number;
  readonly nextLine: number;
};

/** Longer than any row a person keeps; a file whose lines are longer is something else. */
export const mostRecordBytes = 1_048_576;

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;

type Rules = Pick<Dialect, 'delimiter' | 'escape' | 'newline'>;

/**
 * Finds the ends of records without decoding anything: in every encoding read here (UTF-8, Windows-1252) quotes,
 * delimiters and line ends are single bytes. One pass over the bytes runs at some 400 MB/s, so that one thread can
 * feed the ones that do the work.
 *
 * A quote that is never closed would swallow the rest of the file. When a quoted cell runs over a line end and then goes
 * wrong (a quote stands where none may, the file ends, or a megabyte has passed), the line on which it was opened is given
 * up alone, and reading goes on with the next line.
 */
export function scanRecords(bytes: Uint8Array, rules: Rules, firstLine: number, isLast: boolean): Scan {
  const scan = { starts: [], ends: [], lines: [], flaws: [] } as Records;
  const newline = rules.newline === '\r' ? carriageReturn : lineFeed;
  let start = 0;
  let line = firstLine;
  while (start < bytes.length) {
    const found = findEnd(bytes, start, rules, newline, isLast);
    if (found.kind === 'unfinished') {
      refuseEndless(bytes.length - start, line);
      break;
    }
    push(scan, bytes, start, found.end, line, found.kind === 'open_quote' ? flawOpenQuote : flawNone);
    line += 1 + found.linesInside;
    start = found.end + 1;
  }
  return { ...scan, used: Math.min(start, bytes.length), nextLine: line };
}

type End =
  | { readonly kind: 'whole' | 'open_quote'; readonly end: number; readonly linesInside: number }
  | { readonly kind: 'unfinished' };

const unfinished: End = { kind: 'unfinished' };

function findEnd(bytes: Uint8Array, start: number, rules: Rules, newline: number, isLast: boolean): End {
  const delimiter = rules.delimiter.charCodeAt(0);
  const backslash = rules.escape === '\\' ? 0x5c : -1;
  const length = bytes.length;
  let isCellStart = true;
  for (let at = start; at < length; at += 1) {
    const byte = bytes[at] as number;
    if (byte === newline) return { kind: 'whole', end: at, linesInside: 0 };
    if (byte === delimiter) isCellStart = true;
    else if (byte === quote && isCellStart)
      return findEndFromQuote(bytes, start, at, { delimiter, backslash, newline, isLast });
    else if (byte !== space) isCellStart = false;
  }
  return isLast ? { kind: 'whole', end: length, linesInside: 0 } : unfinished;
}

type Marks = { delimiter: number; backslash: number; newline: number; isLast: boolean };

// The same walk with memory: lines inside quotes count, and the first line end is where to go back to.
function findEndFromQuote(bytes: Uint8Array, start: number, from: number, marks: Marks): End {
  const { delimiter, backslash, newline, isLast } = marks;
  const length = bytes.length;
  let isQuoted = false;
  let isCellStart = true;
  let isMisquoted = false;
  let linesInside = 0;
  let firstLineEnd = -1;
  const giveUp = (): End => ({
    kind: 'open_quote',
    end: firstLineEnd < 0 ? length : firstLineEnd,
    linesInside: 0,
  });
  for (let at = from; at < length; at += 1) {
    const byte = bytes[at] as number;
    if (byte === newline) {
      if (!isQuoted) return { kind: 'whole', end: at, linesInside };
      if (firstLineEnd < 0) firstLineEnd = at;
      if (isMisquoted || at - start > mostRecordBytes) return giveUp();
      linesInside += 1;
    } else if (isQuoted) {
      if (byte === backslash) at += 1;
      else if (byte === quote) {
        if (bytes[at + 1] === quote) at += 1;
        else {
          const next = skipSpaces(bytes, at + 1, delimiter);
          if (next >= length && !isLast) return unfinishedOr(length - start, firstLineEnd, giveUp);
          if (next >= length || isEndOfCell(bytes[next] as number, delimiter, newline)) isQuoted = false;
          else if (linesInside > 0) return giveUp();
          else isMisquoted = true;
        }
      }
    } else if (byte === delimiter) isCellStart = true;
    else if (byte === quote && isCellStart) isQuoted = true;
    else if (byte !== space) isCellStart = false;
    if (isQuoted) isCellStart = false;
  }
  if (!isLast) return unfinishedOr(length - start, firstLineEnd, giveUp);
  return isQuoted ? giveUp() : { kind: 'whole', end: length, linesInside };
}

function unfinishedOr(bytesSoFar: number, firstLineEnd: number, giveUp: () => End): End {
  return bytesSoFar > mostRecordBytes && firstLineEnd >= 0 ? giveUp() : unfinished;
}

function skipSpaces(bytes: Uint8Array, from: number, delimiter: number): number {
  let at = from;
  while (bytes[at] === space && delimiter !== space) at += 1;
  return at;
}

function isEndOfCell(byte: number, delimiter: number, newline: number): boolean {
  return byte === delimiter || byte === newline || byte === carriageReturn;
}

function push(
  scan: Records,
  bytes: Uint8Array,
  start: number,
  end: number,
  line: number,
  flaw: number,
): void {
  const trimmed = end > start && bytes[end - 1] === carriageReturn ? end - 1 : end;
  refuseEndless(trimmed - start, line);
  scan.starts.push(start);
  scan.ends.push(trimmed);
  scan.lines.push(line);
  scan.flaws.push(flaw);
}

function refuseEndless(bytes: number, line: number): void {
  if (bytes <= mostRecordBytes) return;
  throw new Invalid(
    'import.line_too_long',
    `Line ${line} is longer than a megabyte, which no list of people is. Export the list as CSV, one person on a line, and upload that.`,
  );
}
