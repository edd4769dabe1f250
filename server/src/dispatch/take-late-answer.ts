import type { SubmitOutcome } from '../gateways/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { noteCarrierOptOuts, noteNumberFaults } from './carrier-opt-outs.ts';
import { type Batch, type Text, usefulForMs } from './chunk.ts';
import { avoidedBy, elsewhere } from './go-elsewhere.ts';
import { outcomeOf } from './outcome.ts';
import { holdPeopleOf, queueAgain } from './queue-again.ts';
import { noteSaidCosts } from './said-costs.ts';
import type { Tools, Wave } from './steps/step.ts';
import { verdictOf } from './verdict.ts';

/**
 * Takes an answer that came after its text had been named unknown. If we die before, the carrier is asked like about any
 * other unknown text; its settle time is longer than any answer may take.
 */
export async function takeLateAnswer(
  tools: Tools,
  batch: Pick<
    Wave,
    'workspaceId' | 'workspaceZone' | 'chunk' | 'run' | 'sender' | 'ways' | 'by' | 'uselessAtMs' | 'recorded'
  >,
  text: Text,
  outcome: SubmitOutcome,
  submittedAt: Date,
): Promise<void> {
  const verdict = elsewhere(batch, text, verdictOf(outcome));
  if (verdict.kind === 'unknown') return;
  const settled = outcomeOf(batch, { ...text, verdict }, submittedAt);
  // Before that nothing is there to be put right: "unknown" would be written over what we know.
  await batch.recorded.promise;
  try {
    await tools.ctx.db.tx(batch.workspaceId, async (tx) => {
      const { run, sender } = batch;
      if (!settled) await holdPeopleOf(tools, tx, [{ runId: run?.id ?? null, number: text.number }]);
      const texts = [{ number: text.number, cause: text.cause, verdict }];
      await noteCarrierOptOuts(tools.store, tools.ctx, tx, { run, sender, texts });
      await noteNumberFaults(tools.store, tools.ctx, tx, texts);
      await tools.store.insertAvoided(tx, avoidedBy(batch.by, [{ id: text.id, verdict }]));
      await noteSaidCosts(tools, tx, batch, [{ id: text.id, verdict }]);
      await clearUp(tools, tx, batch, text, settled);
    });
  } catch (error) {
    tools.ctx.log.warn({ err: error }, 'a late answer could not be noted; the carrier will be asked');
  }
}

async function clearUp(
  tools: Tools,
  tx: Tx,
  batch: Pick<Batch, 'chunk' | 'run' | 'sender' | 'uselessAtMs'>,
  text: Text,
  settled: ReturnType<typeof outcomeOf>,
): Promise<void> {
  const { store } = tools;
  const { chunk, run, sender } = batch;
  if (settled) await store.recordOutcomes(tx, [settled]);
  else
    await queueAgain(tools, tx, [
      {
        messageId: text.id,
        contactId: text.contactId,
        runId: run?.id ?? null,
        senderId: sender.id,
        lane: chunk.lane,
        withinMs: usefulForMs(batch, tools.ctx) ?? undefined,
      },
    ]);
  await store.deleteUnknown(tx, [text.id]);
}
