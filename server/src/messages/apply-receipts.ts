import type { Tx } from '../platform/db/pool.ts';
import { contradicts, type Receipt, strongerReceipt } from './message.ts';
import { type MessageEvent, noteMessageEvents } from './message-event.queries.ts';
import {
  moveOnAtOnce,
  moveOnByReceipts,
  type OddReceipt,
  parkReceipts,
  takeParkedReceipts,
} from './receipt.queries.ts';

/** Everything that receipts ask of the database when each is looked into: what stands here is all that a simulation of them must play. */
const sqlReceipts = { moveOnByReceipts, parkReceipts, takeParkedReceipts, noteMessageEvents };
export type ReceiptStore = typeof sqlReceipts;

/**
 * Applies what a carrier reported, in any order and any number of times. A receipt can overtake the answer to its own
 * submission; such a one is parked and tried again, never dropped. Returns those that were parked.
 */
export async function applyReceipts(
  tx: Tx,
  receipts: readonly Receipt[],
  store: ReceiptStore = sqlReceipts,
): Promise<Receipt[]> {
  if (receipts.length === 0) return [];
  const missing = await applyOrMiss(tx, strongestOfEach(receipts), store);
  if (missing.length > 0) await store.parkReceipts(tx, missing);
  return missing;
}

/**
 * The rule alone: receipts that came at one moment, name their text by our reference and move it on, in a transaction that commits with the
 * question itself, so that neither carrier nor rows wait for a second trip. Returns those that this was nothing for, which `applyReceipts`
 * takes in another transaction. Nothing may be asked of this one afterwards.
 */
export async function applyAtOnce(tx: Tx, receipts: readonly Receipt[]): Promise<readonly Receipt[]> {
  const deciding = strongestOfEach(receipts);
  const [first] = deciding;
  if (!first || !deciding.every(({ occurredAt }) => occurredAt === first.occurredAt)) return receipts;
  return moveOnAtOnce(tx, deciding, first.occurredAt);
}

/** Tries the parked receipts of this workspace once more, after `heed` has seen them; returns how many found their text. */
export async function retryParkedReceipts(
  tx: Tx,
  most = 1000,
  store: ReceiptStore = sqlReceipts,
  heed: (receipts: readonly Receipt[]) => Promise<void> = async () => {},
): Promise<number> {
  const parked = await store.takeParkedReceipts(tx, most);
  if (parked.length === 0) return 0;
  const deciding = strongestOfEach(parked.map((one) => one.receipt));
  await heed(deciding);
  const missing = new Set(await applyOrMiss(tx, deciding, store));
  const again = parked.filter((one) => missing.has(one.receipt) && !one.isTooOld);
  if (again.length > 0)
    await store.parkReceipts(
      tx,
      again.map((one) => one.receipt),
      again.map((one) => one.parkedAt),
    );
  return deciding.length - missing.size;
}

/** Returns those that found no text. A carrier that takes its last word back is noted: the first one stands. */
async function applyOrMiss(tx: Tx, receipts: readonly Receipt[], store: ReceiptStore): Promise<Receipt[]> {
  const missing: Receipt[] = [];
  // What came together came at the same moment, so this is one round; parked ones may have come at several.
  for (const [occurredAt, group] of byMoment(receipts)) {
    const odd = await store.moveOnByReceipts(tx, group, occurredAt);
    missing.push(...odd.flatMap(({ receipt, was }) => (was === null ? [receipt] : [])));
    await store.noteMessageEvents(tx, odd.flatMap(contradictionOf), occurredAt);
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
  const byText = new Map<number | string, Receipt>();
  for (const receipt of receipts) {
    const text = receipt.messageId ?? `${receipt.gatewayId} ${receipt.providerId}`;
    const other = byText.get(text);
    byText.set(text, other ? strongerReceipt(other, receipt) : receipt);
  }
  return [...byText.values()];
}
