import type { Tx } from '../platform/db/pool.ts';
import type { Lane } from './lane.ts';
import type { Tools } from './steps/step.ts';

export type AgainText = {
  messageId: number;
  contactId: number | null;
  /** Whose consent is asked when it goes; null for an answer to a reply. */
  runId: string | null;
  senderId: string;
  lane: Lane;
  /** After so many real milliseconds it is better not sent at all. */
  withinMs?: number | undefined;
};

/**
 * Holds the consents under which these may go out again. Whoever says STOP meanwhile waits for the transaction, and then
 * finds the new chunk among those that wait; a START right behind it would otherwise let go what the STOP had ended. Who
 * has no consent here, as in an emergency, is not held. Call it before anything else is locked: consents are locked before
 * texts everywhere.
 */
export async function holdPeopleOf(
  { store }: Pick<Tools, 'store'>,
  tx: Tx,
  texts: readonly { readonly runId: string | null; readonly number: string }[],
): Promise<void> {
  const byRun = Map.groupBy(texts, ({ runId }) => runId);
  for (const [runId, ofRun] of byRun) {
    const run = runId === null ? null : await store.findRun(tx, runId);
    if (!run) continue;
    const { programId, brandId } = run;
    await store.lockConsents(tx, { programId, brandId, numbers: ofRun.map(({ number }) => number) });
  }
}

/**
 * Puts texts of which nothing has left back into the queue, each in a chunk of its own and under its old reference.
 * Returns those that were still unknown; the others have been cleared up meanwhile. `holdPeopleOf` comes first.
 */
export async function queueAgain(
  { store, ctx }: Pick<Tools, 'store' | 'ctx'>,
  tx: Tx,
  texts: readonly AgainText[],
): Promise<number[]> {
  const requeued = await store.requeueUnknown(
    tx,
    texts.map((one) => one.messageId),
  );
  const isRequeued = new Set(requeued);
  for (const text of texts) {
    if (!isRequeued.has(text.messageId)) continue;
    const { messageId: baseId, contactId, runId, senderId, lane, withinMs } = text;
    const isStopped = runId !== null && (await store.shareRunState(tx, runId)) === 'stopped';
    await store.insertRecordedChunk(tx, {
      runId,
      lane,
      senderId,
      baseId,
      recipients: [contactId ?? -1],
      notBefore: ctx.clock.now(),
      state: isStopped ? 'stopped' : 'ready',
      withinMs,
    });
  }
  return requeued;
}
