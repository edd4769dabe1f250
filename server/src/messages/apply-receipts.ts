import type { Tx } from '../platform/db/pool.ts';
import { moveOnByReceipts, parkReceipts, takeParkedReceipts } from './message.queries.ts';
import { type Receipt, strongestReceipt } from './message.ts';

/**
 * Applies what a carrier reported, in any order and any number of times. A receipt can overtake the answer to its own
 * submission; such a one is parked and tried again, never dropped. Returns how many were parked.
 */
export async function applyReceipts(tx: Tx, receipts: readonly Receipt[]): Promise<number> {
  if (receipts.length === 0) return 0;
  const missing = await moveOnByReceipts(tx, strongestOfEach(receipts));
  if (missing.length > 0) await parkReceipts(tx, missing);
  return missing.length;
}

/** Tries the parked receipts of this workspace once more; returns how many found their text. */
export async function retryParkedReceipts(tx: Tx, most = 1000): Promise<number> {
  const parked = await takeParkedReceipts(tx, most);
  if (parked.length === 0) return 0;
  const deciding = strongestOfEach(parked.map((one) => one.receipt));
  const missing = new Set(await moveOnByReceipts(tx, deciding));
  const again = parked.filter((one) => missing.has(one.receipt) && !one.isTooOld);
  if (again.length > 0)
    await parkReceipts(
      tx,
      again.map((one) => one.receipt),
      again.map((one) => one.parkedAt),
    );
  return deciding.length - missing.size;
}

// One statement may touch a row once, so several receipts for one text are reduced to the deciding one first.
function strongestOfEach(receipts: readonly Receipt[]): Receipt[] {
  const byText = Map.groupBy(receipts, (receipt) => receipt.messageId ?? receipt.providerId);
  return [...byText.values()].flatMap((group) => strongestReceipt(group) ?? []);
}
