import { enrol } from '../../../e2e/stage/stage.ts';
import {
  appendConsentEvents,
  type ConsentEventDraft,
  verifyConsentChain,
} from '../../../server/src/contacts/index.ts';
import { timeOf } from '../measure.ts';
import { defineScenario } from '../scenario.ts';
import { openStageIn, walPosition } from '../stage.ts';

// As many as the import writes at once, because a STOP that comes in meanwhile waits for one batch.
const eventsPerBatch = 2_000;

export const ledger = defineScenario({
  name: 'ledger',
  about:
    'Appends consent events to the hash-chained ledger of one workspace, 2,000 a transaction (`appendConsentEvents`), then computes every hash again from the rows (`verifyConsentChain`).',
  figures: {
    events: 'events appended and verified',
    appendedEventsPerSecond: 'events made, hashed, written and committed in a second',
    verifiedEventsPerSecond: 'events read back, hashed and compared in a second',
    walBytesPerEvent: 'written to the write-ahead log for each event',
  },
  limits:
    'One writer, because a chain has one end: this is the most that a workspace can record, whatever the number of processes.',
  async run({ isQuick, workplace, say }) {
    const batches = isQuick ? 5 : 150;
    const stage = await openStageIn(workplace);
    const { ctx } = stage;
    const { workspaceId, program } = await enrol(ctx, 0);
    const draftOf = (n: number): ConsentEventDraft => ({
      number: `+1555${String(n).padStart(7, '0')}`,
      contactId: n,
      brandId: program.brandId,
      programId: program.id,
      type: 'opt_in',
      method: 'import',
      occurredAt: new Date(),
      wordsShown: null,
      evidence: { file: 'people.csv', line: n, source: 'Web form' },
      actor: 'system:bench',
      importId: null,
    });
    say(`appending ${batches * eventsPerBatch} events`);
    const walBefore = await walPosition(stage);
    const appendSeconds = await timeOf(async () => {
      for (let batch = 0; batch < batches; batch += 1) {
        const drafts = Array.from({ length: eventsPerBatch }, (_, at) =>
          draftOf(batch * eventsPerBatch + at),
        );
        await ctx.db.tx(workspaceId, (tx) => appendConsentEvents(tx, ctx, drafts));
      }
    });
    const walBytes = (await walPosition(stage)) - walBefore;
    const events = batches * eventsPerBatch;
    say('verifying');
    const verifySeconds = await timeOf(async () => {
      const verdict = await ctx.db.tx(workspaceId, verifyConsentChain);
      if (!verdict.isIntact || verdict.events !== events)
        throw new Error('The chain is not what was written.');
    });
    return {
      events,
      appendedEventsPerSecond: events / appendSeconds,
      verifiedEventsPerSecond: events / verifySeconds,
      walBytesPerEvent: walBytes / events,
    };
  },
});
