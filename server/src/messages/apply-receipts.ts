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
const sqlReceipts = { moveOnAtOnce, moveOnByReceipts, parkReceipts, takeParkedReceipts, noteMessageEvents };
export type ReceiptStore = typeof sqlReceipts;

/** Heeds what receipts say of people, before they are applied. */
type Heed = (tx: Tx, receipts: readonly Receipt[]) => Promise<void>;

type InTransaction = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/**
 * Applies receipts that came at one moment: nearly always in one transaction, and in a second one what the first was nothing for. Resolves
 * when both are saved; what a carrier brings again because the second failed is known by then. `heed` is null where there is nothing to
 * heed in any of them; otherwise all go in the one in which it is heeded. Returns those that were parked.
 */
export async function applyNewReceipts(
  inTransaction: InTransaction,
  receipts: readonly Receipt[],
  heed: Heed | null,
  store: ReceiptStore = sqlReceipts,
): Promise<Receipt[]> {
  const left = heed === null ? await applyAtOnce(inTransaction, receipts, store) : receipts;
  if (left.length === 0) return [];
  return inTransaction(async (tx) => {
    await heed?.(tx, left);
    return applyReceipts(tx, left, store);
  });
}

/**
 * The rule alone: receipts of one moment that name their text by our reference and move it on, in a transaction that commits with the
 * question itself, so that neither carrier nor rows wait for a second trip. Returns those that this was nothing for.
 */
async function applyAtOnce(
  inTransaction: InTransaction,
  receipts: readonly Receipt[],
  store: ReceiptStore,
): Promise<readonly Receipt[]> {
  const [first] = receipts;
  if (!first || !receipts.every(({ occurredAt }) => occurredAt === first.occurredAt)) return receipts;
  if (receipts.every(({ messageId }) => messageId === null)) return receipts;
  return inTransaction((tx) => store.moveOnAtOnce(tx, strongestOfEach(receipts), first.occurredAt));
}

/**
 * Applies what a carrier reported, in any order and any number of times, each looked into. A receipt can overtake the answer to its own
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
