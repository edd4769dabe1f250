import {
  closeSync,
  createReadStream,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Packer } from './memory/packer.ts';
import { addLine } from './row-lines.ts';
import type { LedgerEntry, LedgerRow } from './rows.ts';

const pageBytes = 1 << 20;

/** An append-only file of rows. A row counts once `written()` has resolved; nobody is answered before that. */
export interface Ledger {
  readonly path: string;
  append(seq: number, at: string, entry: LedgerEntry): void;
  /** Calls back when every row appended so far is in the file, or with the failure, for ever once a write has failed. */
  whenWritten(done: (failure: Error | null) => void): void;
  /** The same as a promise. */
  written(): Promise<void>;
  close(): void;
}

// Rows that nobody waits for are in no hurry, but a judge who looks at the file should not miss them for long.
const unhurriedMs = 5;

/**
 * Opens the file for appending. Rows go out in one write as soon as somebody waits for them, at the end of that turn of
 * the event loop, and after a moment otherwise. The write is made in the same process at once: measured, that is
 * cheaper than a thread's round trip, and it groups more rows the busier it gets. There is no fsync: the file outlives
 * the death of the process, not that of the machine, which no proof takes away.
 */
export function openLedger(path: string, onFailure: (error: Error) => void): Ledger {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'a+', 0o600);
  dropTornLine(file);
  const waiting = new Packer();
  let waiters: ((failure: Error | null) => void)[] = [];
  let failure: Error | null = null;
  let isPlanned = false;

  function fail(cause: unknown): Error {
    if (failure) return failure;
    failure = new Error(`The ledger ${path} cannot be written. Free disk space, then start again.`, {
      cause,
    });
    onFailure(failure);
    return failure;
  }

  function writeOut(): void {
    // Somebody may have been in more of a hurry, or have closed the ledger.
    if (waiting.isEmpty) return;
    const bytes = waiting.take();
    try {
      if (failure) throw failure;
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    } catch (cause) {
      fail(cause);
    }
    const called = waiters;
    waiters = [];
    for (const done of called) done(failure);
  }

  function whenWritten(done: (failure: Error | null) => void): void {
    if (failure || waiting.isEmpty) {
      done(failure);
      return;
    }
    if (waiters.length === 0) setImmediate(writeOut);
    waiters.push(done);
  }

  function writeSoon(): void {
    isPlanned = false;
    writeOut();
  }

  return {
    path,
    append(seq, at, entry) {
      addLine(waiting, seq, at, entry);
      if (isPlanned) return;
      isPlanned = true;
      setTimeout(writeSoon, unhurriedMs);
    },
    whenWritten,
    written: () =>
      new Promise((resolve, reject) => {
        whenWritten((problem) => (problem ? reject(problem) : resolve()));
      }),
    close() {
      writeOut();
      closeSync(file);
    },
  };
}

/** A full disk can leave half a line at the end. Its sender never got an answer, so it is cut off before we append. */
function dropTornLine(file: number): void {
  const { size } = fstatSync(file);
  const window = Buffer.alloc(Math.min(size, pageBytes));
  readSync(file, window, 0, window.length, size - window.length);
  const end = window.lastIndexOf('\n') + 1;
  if (end < window.length) ftruncateSync(file, size - window.length + end);
}

/**
 * Yields the rows of a ledger file in order; a torn last line is left out. Lines end at `\n` only: a text may hold
 * U+2028, which line readers take for an end of line and JSON does not escape.
 */
export async function* streamLedger(path: string): AsyncGenerator<LedgerRow> {
  let number = 0;
  let rest = '';
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: pageBytes })) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      number++;
      const row = parseRow(line);
      if (!row) throw new Error(`Line ${number} of ${path} is not a ledger row: ${line.slice(0, 80)}`);
      yield row;
    }
  }
}

/** Reads a whole ledger file into memory. For millions of rows use `streamLedger`. */
export async function readLedger(path: string): Promise<LedgerRow[]> {
  const rows: LedgerRow[] = [];
  for await (const row of streamLedger(path)) rows.push(row);
  return rows;
}

/** A page of raw lines from a byte offset on, whole lines only, and the offset where the next page starts. */
export async function readLedgerPage(path: string, from: number): Promise<{ lines: string[]; next: number }> {
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(pageBytes), 0, pageBytes, from);
    const end = buffer.subarray(0, bytesRead).lastIndexOf('\n') + 1;
    const text = buffer.toString('utf8', 0, end);
    return { lines: text === '' ? [] : text.slice(0, -1).split('\n'), next: from + end };
  } finally {
    await file.close();
  }
}

export function parseRow(line: string): LedgerRow | null {
  try {
    const row: unknown = JSON.parse(line);
    return typeof row === 'object' && row !== null && 'kind' in row && 'seq' in row
      ? (row as LedgerRow)
      : null;
  } catch {
    return null;
  }
}
