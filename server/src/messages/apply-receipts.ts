import type { Tx } from '../platform/db/pool.ts';
import { moveOnByReceipts, parkReceipts, takeParkedReceipts } from './message.queries.ts';
import { contradicts, type Receipt, strongestReceipt } from './message.ts';
import { noteMessageEvents } from './message-event.queries.ts';

/**
 * Applies what a carrier reported, in any order and any number of times. A receipt can overtake the answer to its own
 * submission; such a one is parked and tried again, never dropped. Returns how many were parked.
 */
export async function applyReceipts(tx: Tx, receipts: readonly Receipt[]): Promise<number> {
  if (receipts.length === 0) return 0;
  const missing = await applyOrMiss(tx, strongestOfEach(receipts));
  if (missing.length > 0) await parkReceipts(tx, missing);
  return missing.length;
}

/** Tries the parked receipts of this workspace once more; returns how many found their text. */
export async function retryParkedReceipts(tx: Tx, most = 1000): Promise<number> {
  const parked = await takeParkedReceipts(tx, most);
  if (parked.length === 0) return 0;
  const deciding = strongestOfEach(parked.map((one) => one.receipt));
  const missing = new Set(await applyOrMiss(tx, deciding));
  const again = parked.filter((one) => missing.has(one.receipt) && !one.isTooOld);
  if (again.length > 0)
    await parkReceipts(
      tx,
      again.map((one) => one.receipt),
      again.map((one) => one.parkedAt),
    );
  return deciding.length - missing.size;
}

/** Returns those that found no text. A carrier that takes its last word back is noted: the first one stands. */
async function applyOrMiss(tx: Tx, receipts: readonly Receipt[]): Promise<Receipt[]> {
  const applied = await moveOnByReceipts(tx, receipts);
  const contradicted = applied.filter(({ receipt, was }) => contradicts(was, receipt.status));
  for (const [at, ones] of Map.groupBy(contradicted, ({ receipt }) => receipt.occurredAt)) {
    await noteMessageEvents(
      tx,
      ones.map(({ messageId, was, receipt }) => ({
        messageId,
        kind: 'receipt',
        reason: 'carrier.contradicts',
        detail: `The carrier had reported ${was} and now reports ${receipt.status}; the first report stands.`,
      })),
      at,
    );
  }
  const found = new Set(applied.map((one) => one.receipt));
  return receipts.filter((one) => !found.has(one));
}

// One statement may touch a row once, so several receipts for one text are reduced to the deciding one first.
function strongestOfEach(receipts: readonly Receipt[]): Receipt[] {
  const byText = Map.groupBy(receipts, (receipt) => receipt.messageId ?? receipt.providerId);
  return [...byText.values()].flatMap((group) => strongestReceipt(group) ?? []);
}
