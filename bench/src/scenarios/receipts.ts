import { seededRandom } from '../../../e2e/stage/random.ts';
import { enrol } from '../../../e2e/stage/stage.ts';
import { applyNewReceipts, type Receipt } from '../../../server/src/messages/index.ts';
import { providerIdOf, writeAcceptedTexts } from '../accepted-texts.ts';
import { percentile, timeOf } from '../measure.ts';
import { defineScenario } from '../scenario.ts';
import { openStageIn } from '../stage.ts';

const receiptsPerBatch = 1_000;
// Carriers report roughly in the order of sending; phones that are off and slow routes mix some seconds of it.
const mixedAcross = 10_000;

export const receipts = defineScenario({
  name: 'receipts',
  about:
    'Writes accepted texts as the dispatcher does (`recordOutcomes`, 500 at once), then moves each on by its receipt (`applyNewReceipts`, 1,000 at once), one batch after another on one connection.',
  figures: {
    texts: 'texts on record, each of which gets one receipt',
    recordedTextsPerSecond: 'texts written with their outcome and committed in a second',
    receiptsPerSecond: 'receipts applied and committed in a second',
    batchP50Ms: 'a batch of 1,000 receipts, from the call to its commit: half of them were faster',
    batchP99Ms: 'one batch in a hundred was slower',
  },
  limits:
    'The database’s side only, by the texts’ own ids. Callbacks over HTTP and their signatures come on top; `stop` and `send` measure through HTTP.',
  async run({ isQuick, workplace, say }) {
    const count = isQuick ? 10_000 : 200_000;
    const { ctx } = await openStageIn(workplace);
    const cast = await enrol(ctx, 0);
    say(`writing ${count} texts`);
    let ids: number[] = [];
    const recordSeconds = await timeOf(async () => {
      ids = await writeAcceptedTexts(ctx, cast, count);
    });
    say('applying their receipts');
    const waiting = mixed(ids);
    const times: number[] = [];
    for (let from = 0; from < count; from += receiptsPerBatch) {
      // What comes together is of one moment.
      const now = new Date();
      const batch = waiting.slice(from, from + receiptsPerBatch).map((id) => receiptOf(id, now));
      const seconds = await timeOf(async () => {
        const parked = await applyNewReceipts((work) => ctx.db.tx(cast.workspaceId, work), batch, null);
        if (parked.length > 0) throw new Error(`${parked.length} receipts found no text.`);
      });
      times.push(seconds * 1_000);
    }
    return {
      texts: count,
      recordedTextsPerSecond: count / recordSeconds,
      receiptsPerSecond: (count / times.reduce((sum, ms) => sum + ms, 0)) * 1_000,
      batchP50Ms: percentile(times, 0.5),
      batchP99Ms: percentile(times, 0.99),
    };
  },
});

function receiptOf(id: number, occurredAt: Date): Receipt {
  return {
    messageId: id,
    gatewayId: null,
    providerId: providerIdOf(id),
    status: 'delivered',
    reason: null,
    reasonDetail: null,
    occurredAt,
  };
}

function mixed(ids: readonly number[]): number[] {
  const random = seededRandom(1);
  return ids
    .map((id, at) => ({ id, place: at + random() * mixedAcross }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ id }) => id);
}
