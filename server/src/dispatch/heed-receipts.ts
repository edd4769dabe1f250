import { noteFailures, optOutMany } from '../contacts/index.ts';
import { findTextsOfReceipts, numberFaultReasons, optOutReason, type Receipt } from '../messages/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { listBrandsOfRuns, listBrandsOfSender } from './run.queries.ts';
import { stopQueuedForAll } from './stop-queued.ts';

/**
 * A receipt may say that the person has opted out at the carrier: then they have opted out here, in the transaction that
 * records the receipt, and what waits for them is stopped. Call it before the receipts are applied: consents are locked before
 * texts everywhere. A receipt whose text is not on record yet is heeded when it is tried again.
 */
export async function heedReceipts(tx: Tx, ctx: Context, receipts: readonly Receipt[]): Promise<void> {
  await heedOptOuts(tx, ctx, receipts);
  await heedNumberFaults(tx, ctx, receipts);
}

/** Whether there is nothing to heed in any of them: they tell of texts, and of nobody's consent or number. */
export function saysNothingOfPeople(receipts: readonly Receipt[]): boolean {
  return receipts.every(({ reason }) => reason === null || !ofPeople.has(reason));
}

const ofPeople: ReadonlySet<string> = new Set([optOutReason, ...Object.values(numberFaultReasons)]);

/** That a number is none, or a landline, is believed of the next text too. A receipt that comes again says nothing new. */
async function heedNumberFaults(tx: Tx, ctx: Context, receipts: readonly Receipt[]): Promise<void> {
  const at = ctx.clock.now();
  for (const fault of ['invalid_number', 'landline'] as const) {
    const saying = receipts.filter(({ reason }) => reason === numberFaultReasons[fault]);
    if (saying.length === 0) continue;
    const texts = (await findTextsOfReceipts(tx, saying)).filter(({ status }) => isOpen.has(status));
    const failures = texts.map(({ number }) => ({ number, reason: fault }));
    if (failures.length > 0) await noteFailures(tx, failures, at);
  }
}

const isOpen: ReadonlySet<string> = new Set(['queued', 'unknown', 'accepted', 'sent']);

async function heedOptOuts(tx: Tx, ctx: Context, receipts: readonly Receipt[]): Promise<void> {
  const saying = receipts.filter(({ reason }) => reason === optOutReason);
  if (saying.length === 0) return;
  const texts = await findTextsOfReceipts(tx, saying);
  const brandOf = await listBrandsOfRuns(
    tx,
    texts.flatMap(({ runId }) => runId ?? []),
  );
  const leaving = new Map<string, Map<string, number | null>>();
  for (const { runId, senderId, number, contactId } of texts) {
    const brandId = runId === null ? undefined : brandOf.get(runId);
    const brandIds = brandId === undefined ? await listBrandsOfSender(tx, senderId) : [brandId];
    for (const id of brandIds)
      leaving.set(id, (leaving.get(id) ?? new Map<string, number | null>()).set(number, contactId));
  }
  const occurredAt = ctx.clock.now();
  const evidence = { said_by: 'carrier', when: 'reporting on a text' };
  const of = { method: 'carrier', occurredAt, evidence };
  for (const [brandId, numbers] of [...leaving].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const optOuts = [...numbers].map(([number, contactId]) => ({ ...of, number, contactId }));
    await optOutMany(tx, ctx, { brandId, actor: 'system:dispatch', optOuts });
    const contactIds = optOuts.flatMap(({ contactId }) => contactId ?? []);
    await stopQueuedForAll(tx, ctx, { contactIds, brandIds: [brandId] });
  }
}
