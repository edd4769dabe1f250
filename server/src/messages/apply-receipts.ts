import type { Tx } from '../platform/db/pool.ts';
import { moveOnByReceipts, type OddReceipt, parkReceipts, takeParkedReceipts } from './message.queries.ts';
import { contradicts, type Receipt, strongestReceipt } from './message.ts';
import { type MessageEvent, noteMessageEvents } from './message-event.queries.ts';

/**
 * Applies what a carrier reported, in any order and any number of times. A receipt can overtake the answer to its own
 * submission; such a one is parked and tried again, never dropped. Returns those that were parked.
 */
export async function applyReceipts(tx: Tx, receipts: readonly Receipt[]): Promise<Receipt[]> {
  if (receipts.length === 0) return [];
  const missing = await applyOrMiss(tx, strongestOfEach(receipts));
  if (missing.length > 0) await parkReceipts(tx, missing);
  return missing;
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
  const missing: Receipt[] = [];
  // What came together came at the same moment, so this is one round; parked ones may have come at several.
  for (const [occurredAt, group] of byMoment(receipts)) {
    const odd = await moveOnByReceipts(tx, group, occurredAt);
    missing.push(...odd.flatMap(({ receipt, was }) => (was === null ? [receipt] : [])));
    await noteMessageEvents(tx, odd.flatMap(contradictionOf), occurredAt);
  }
  return missing;
}

function byMoment(receipts: readonly Receipt[]): Iterable<[Date, readonly Receipt[]]> {
  const [first] = receipts;
  if (!first) return [];
  if (receipts.every((one) => one.occurredAt === first.occurredAt)) return [[first.occurredAt, receipts]];
  const groups = Map.groupBy(receipts, (one) => one.occurredAt.getTime());
  return [...groups].map(([ms, group]) => [new Date(ms), group]);
}

function contradictionOf({ receipt, messageId, was }: OddReceipt): MessageEvent[] {
  if (messageId === null || was === null || !contradicts(was, receipt.status)) return [];
  const detail = `The carrier had reported ${was} and now reports ${receipt.status}; the first report stands.`;
  return [{ messageId, kind: 'receipt', reason: 'carrier.contradicts', detail }];
}

// One statement may touch a row once, so several receipts for one text are reduced to the deciding one first.
function strongestOfEach(receipts: readonly Receipt[]): Receipt[] {
  const byText = Map.groupBy(receipts, (receipt) => receipt.messageId ?? receipt.providerId);
  return [...byText.values()].flatMap((group) => strongestReceipt(group) ?? []);
}
