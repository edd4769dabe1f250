import type { Life } from './scheduler.ts';

/**
 * Rows as PostgreSQL keeps them under READ COMMITTED: what is committed, the draft of the one transaction that may write,
 * and who holds the row. A reader without a lock sees what is committed, and its own drafts.
 */
export type Row<Value> = {
  /** The table it stands in. */
  readonly of: string;
  /** Undefined where there is none, or none any more. */
  committed: Value | undefined;
  draft: Value | undefined;
  writer: Txn | null;
  /** Those who hold it FOR SHARE. */
  readers: Set<Txn> | null;
  waiting: Waiting[];
};

export type Waiting = { txn: Txn; goOn: () => void; fail: (error: Error) => void };

export type Table<Key, Value> = { readonly name: string; readonly rows: Map<Key, Row<Value>> };

export type Txn = {
  /** The workspace of a transaction inside one; product code reads it. */
  readonly workspaceId: string;
  /** Product code calls it where nothing else is asked; here the commit comes after the last answer all the same. */
  endsHere(): void;
  readonly owner: Life;
  readonly startedAtMs: number;
  state: 'open' | 'committed' | 'aborted';
  /** True from the moment the COMMIT is on its way: a process that dies now may still have it done. */
  isCommitting: boolean;
  readonly held: Set<Row<unknown>>;
  waitsFor: Row<unknown> | null;
  /** Until the statement that was asked for last is done. */
  lastDone: Promise<void>;
  readonly drafts: Set<Row<unknown>>;
};

export const openTable = <Key, Value>(name: string): Table<Key, Value> => ({ name, rows: new Map() });

export function emptyRow<Value>(of: string): Row<Value> {
  return { of, committed: undefined, draft: undefined, writer: null, readers: null, waiting: [] };
}

/** A row that was there before anything began. */
export function place<Key, Value>(table: Table<Key, Value>, key: Key, value: Value): void {
  table.rows.set(key, { ...emptyRow<Value>(table.name), committed: value });
}

/** What this transaction sees of a row. */
export function seen<Value>(row: Row<Value> | undefined, txn: Txn): Value | undefined {
  if (!row) return undefined;
  return row.writer === txn && txn.drafts.has(row as Row<unknown>) ? row.draft : row.committed;
}

/** What one transaction sees of a table, in the order of insertion. */
export function* rowsSeen<Key, Value>(
  table: Table<Key, Value>,
  txn: Txn,
): Generator<[Key, Value, Row<Value>]> {
  for (const [key, row] of table.rows) {
    const value = seen(row, txn);
    if (value !== undefined) yield [key, value, row];
  }
}

const isFree = (row: Row<unknown>, txn: Txn, mode: 'share' | 'write'): boolean => {
  if (row.writer !== null && row.writer !== txn) return false;
  if (mode === 'share' || row.readers === null) return true;
  return row.readers.size === 0 || (row.readers.size === 1 && row.readers.has(txn));
};

/**
 * Takes the row if nobody stands in the way. A statement that was under way when another of its transaction failed takes nothing any
 * more: nobody would ever give it back.
 */
export function tryHold<Value>(row: Row<Value>, txn: Txn, mode: 'share' | 'write'): boolean {
  const any = row as Row<unknown>;
  if (txn.state !== 'open' || !isFree(any, txn, mode)) return false;
  if (mode === 'write') any.writer = txn;
  else {
    any.readers ??= new Set();
    any.readers.add(txn);
  }
  txn.held.add(any);
  return true;
}

export class Deadlock extends Error {
  readonly code = '40P01';
}

/** It was ended while it waited; whoever asked hears so as from any connection that breaks. */
export class Ended extends Error {}

/** Takes the row, after whoever holds it. Two who wait for each other are told apart at once: the later one gives up. */
export async function hold<Value>(row: Row<Value>, txn: Txn, mode: 'share' | 'write'): Promise<void> {
  if (txn.state !== 'open') throw new Ended('The transaction was ended before.');
  while (!tryHold(row, txn, mode)) {
    const any = row as Row<unknown>;
    if (waitsInACircle(any, txn)) throw new Deadlock('deadlock detected');
    txn.waitsFor = any;
    await new Promise<void>((goOn, fail) => any.waiting.push({ txn, goOn, fail }));
    txn.waitsFor = null;
    if (txn.state !== 'open') throw new Ended('The transaction was ended while it waited.');
  }
}

function waitsInACircle(row: Row<unknown>, txn: Txn): boolean {
  const seenRows = new Set<Row<unknown>>();
  const ahead = [row];
  for (let next = ahead.pop(); next; next = ahead.pop()) {
    if (seenRows.has(next)) continue;
    seenRows.add(next);
    for (const holder of [next.writer, ...(next.readers ?? [])]) {
      if (holder === null) continue;
      if (holder === txn) {
        // Its own hold is what others may wait for; only what is reached through others is a circle.
        if (next !== row) return true;
      } else if (holder.waitsFor) ahead.push(holder.waitsFor);
    }
  }
  return false;
}

/** Writes a row that the transaction holds. */
export function write<Value>(row: Row<Value>, txn: Txn, value: Value | undefined): void {
  if (row.writer !== txn) throw new Error('A row is written that its transaction does not hold.');
  row.draft = value;
  txn.drafts.add(row as Row<unknown>);
}

/** The row of a key, made when there is none yet, so that two who insert the same key meet at it. */
export function rowOf<Key, Value>(table: Table<Key, Value>, key: Key): Row<Value> {
  let row = table.rows.get(key);
  if (!row) {
    row = emptyRow<Value>(table.name);
    table.rows.set(key, row);
  }
  return row;
}

/**
 * Ends a transaction: its drafts become what is committed, or nothing. Returns those who waited for its rows, and its own
 * wait if it was in one.
 */
export function end(txn: Txn, isCommitted: boolean): { woken: Waiting[]; own: Waiting | undefined } {
  if (isCommitted) for (const row of txn.drafts) row.committed = row.draft;
  txn.state = isCommitted ? 'committed' : 'aborted';
  const woken: Waiting[] = [];
  for (const row of txn.held) {
    if (row.writer === txn) {
      row.writer = null;
      row.draft = undefined;
    }
    row.readers?.delete(txn);
    if (row.waiting.length > 0) woken.push(...row.waiting.splice(0));
  }
  const own = txn.waitsFor?.waiting.find((one) => one.txn === txn);
  if (txn.waitsFor) txn.waitsFor.waiting = txn.waitsFor.waiting.filter((one) => one !== own);
  txn.waitsFor = null;
  return { woken, own };
}
