import { hold, type Row, seen, type Txn, tryHold, write } from '../rows.ts';

/**
 * An UPDATE: the rows are those that fitted when the statement began; one that had to be waited for is looked at again,
 * and left as it is when it does not fit any more. `change` says what becomes of a row, or null where it does not fit.
 */
export async function updateRows<Value>(
  txn: Txn,
  rows: Iterable<Row<Value> | undefined>,
  change: (value: Value) => Value | null,
): Promise<Value[]> {
  const changed: Value[] = [];
  for (const row of fitting(txn, rows, (value) => change(value) !== null)) {
    if (!tryHold(row, txn, 'write')) await hold(row, txn, 'write');
    const latest = seen(row, txn);
    const next = latest === undefined ? null : change(latest);
    if (next === null) continue;
    write(row, txn, next);
    changed.push(next);
  }
  return changed;
}

/** SELECT … FOR SHARE or FOR UPDATE, in the order of the rows given. */
export async function lockRows<Value>(
  txn: Txn,
  rows: Iterable<Row<Value> | undefined>,
  mode: 'share' | 'write',
  fits: (value: Value) => boolean = () => true,
): Promise<Value[]> {
  const locked: Value[] = [];
  for (const row of fitting(txn, rows, fits)) {
    if (!tryHold(row, txn, mode)) await hold(row, txn, mode);
    const latest = seen(row, txn);
    if (latest !== undefined && fits(latest)) locked.push(latest);
  }
  return locked;
}

/** INSERT … ON CONFLICT: whoever inserts the same key at the same time is waited for. */
export async function insertRow<Value>(
  txn: Txn,
  row: Row<Value>,
  value: Value,
  onConflict: (existing: Value) => Value | null = () => null,
): Promise<void> {
  if (!tryHold(row, txn, 'write')) await hold(row, txn, 'write');
  const existing = seen(row, txn);
  const next = existing === undefined ? value : onConflict(existing);
  if (next !== null) write(row, txn, next);
}

function fitting<Value>(
  txn: Txn,
  rows: Iterable<Row<Value> | undefined>,
  fits: (value: Value) => boolean,
): Row<Value>[] {
  const found: Row<Value>[] = [];
  for (const row of rows) {
    const value = seen(row, txn);
    if (row && value !== undefined && fits(value)) found.push(row);
  }
  return found;
}
