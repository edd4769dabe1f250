import type { Tx } from '../../platform/db/pool.ts';
import { isDuplicate } from '../../platform/db/trouble.ts';
import { noteCarrierOptOuts, noteNumberFaults } from '../carrier-opt-outs.ts';
import type { Text } from '../chunk.ts';
import { avoidedBy } from '../go-elsewhere.ts';
import { outcomeOf } from '../outcome.ts';
import { noteSaidCosts } from '../said-costs.ts';
import { saveUnknown } from '../save-unknown.ts';
import { hasAccepted, hasGoneSilent, noteTrouble, troubleOf } from '../trouble.ts';
import { giveBackSpend } from './commit-spend.ts';
import type { Tools, Wave } from './step.ts';
import { bookingsOf } from './wait-for-pace.ts';

/**
 * The first thing after the answers, alone in its transaction: each text with its outcome, and the chunk closed when nobody
 * waits in it any more. Texts that certainly did not leave lose their intent again, so that a crash later does not make
 * them unknown.
 */
export async function recordOutcome(wave: Wave, tools: Tools): Promise<void> {
  // Without the lease nothing of this wave has left, and what is to become of it is the new owner's to say.
  if (wave.stop === 'lease.lost') return;
  const settled = wave.texts.flatMap((text) => outcomeOf(wave, text, wave.submittedAt) ?? []);
  const returned = wave.texts.filter((text) => text.verdict?.kind === 'retry');
  const trouble = troubleOf(wave.texts, hasGoneSilent(wave, tools));
  const closes = wave.isLast && !wave.stop && wave.texts.every(isSettled);
  if (settled.length === 0 && returned.length === 0 && !closes) return;
  const { store } = tools;
  const recordBy = (write: typeof store.recordOutcomes) => async (tx: Tx) => {
    await noteCarrierOptOuts(store, tools.ctx, tx, wave);
    await noteNumberFaults(store, tools.ctx, tx, wave.texts);
    // Nearly always nothing but the texts and the end of their chunk, which then travel together.
    await Promise.all([write(tx, settled), recordBesides(tx, write === store.recordFirstOutcomes)]);
  };
  // Nothing is asked of first outcomes once they are written, so the commit leaves with the last of these.
  const recordBesides = async (tx: Tx, isFirst: boolean) => {
    if (returned.length > 0 && wave.isAnnounced) await noteReturned(wave, returned, tools, tx);
    await giveBackSpend(wave, tools, tx);
    await noteSaidCosts(tools, tx, wave, wave.texts);
    await saveUnknown(tools, tx, wave, wave.texts);
    await noteFailovers(wave, tools, tx);
    await noteTrouble(wave, trouble, tools, tx);
    const closing = closes ? store.giveBack(tx, wave.chunk, 'done') : null;
    if (isFirst) tx.endsHere();
    await closing;
  };
  const save = (write: typeof store.recordOutcomes) =>
    tools.desk(() => tools.ctx.db.tx(wave.workspaceId, recordBy(write)));
  await save(wave.isFresh ? store.recordFirstOutcomes : store.recordOutcomes).catch((error: unknown) => {
    // We were taken for dead, and somebody has named one of these texts unknown: our answer is better.
    if (wave.isFresh && isDuplicate(error)) return save(store.recordOutcomes);
    throw error;
  });
  if (wave.by && !trouble && hasAccepted(wave)) wave.by.isTroubled = false;
  if (closes) wave.isClosed = true;
  if (trouble) wave.stop = trouble.kind;
}

const isSettled = ({ verdict }: Text) =>
  verdict !== null && verdict.kind !== 'retry' && verdict.kind !== 'hold';

async function noteReturned(wave: Wave, returned: readonly Text[], tools: Tools, tx: Tx): Promise<void> {
  await tools.store.withdrawIntent(
    tx,
    wave.chunk,
    wave.number,
    returned.map((text) => text.position),
  );
  const events = returned.flatMap(({ id, verdict }) =>
    verdict?.kind === 'retry' && verdict.reason.startsWith('carrier.')
      ? [
          {
            ...{ messageId: id, kind: 'returned' as const },
            ...{ reason: verdict.reason, detail: verdict.detail ?? null },
          },
        ]
      : [],
  );
  await tools.store.noteMessageEvents(tx, events, wave.submittedAt);
  await tools.store.insertAvoided(tx, avoidedBy(wave.by, returned));
  if (wave.dayCaps && wave.dayCaps.length > 0)
    await tools.store.giveBackDayParts(tx, bookingsOf({ counters: wave.dayCaps }, returned));
}

/** What has left by another account than the one that would have been first says so, and why. */
async function noteFailovers(wave: Wave, { store }: Tools, tx: Tx): Promise<void> {
  const left = wave.texts.filter(
    ({ way, verdict }) => way?.isFailover && (verdict?.kind === 'accepted' || verdict?.kind === 'unknown'),
  );
  if (left.length === 0) return;
  const events = left.map(({ id, way }) => ({
    ...{ messageId: id, kind: 'routed' as const, reason: 'route.failover' },
    detail: way ? `${way.by.gatewayName}: ${way.because}` : null,
  }));
  await store.noteMessageEvents(tx, events, wave.submittedAt);
}
