import type { Gateway } from '../gateways/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { type Batch, type Text, usefulForMs } from './chunk.ts';
import type { Tools } from './steps/step.ts';
import { unknownPolicyOf } from './unknown-policy.ts';

/** Puts those of these texts that are unknown on the list of what is to be cleared up, and says so in their story. */
export async function saveUnknown(
  tools: Pick<Tools, 'store' | 'timing' | 'ctx'>,
  tx: Tx,
  batch: Pick<Batch, 'sender' | 'run' | 'gateway' | 'ways' | 'uselessAtMs'>,
  texts: readonly Text[],
): Promise<void> {
  const unknowns = texts.flatMap((text) =>
    text.verdict?.kind === 'unknown' ? [{ text, verdict: text.verdict }] : [],
  );
  if (unknowns.length === 0) return;
  const { store, timing, ctx } = tools;
  for (const [gatewayId, ofOne] of Map.groupBy(unknowns, ({ text }) => leftBy(batch, text))) {
    const of = {
      senderId: batch.sender.id,
      runId: batch.run?.id ?? null,
      gatewayId,
      usefulForMs: usefulForMs(batch, ctx),
    };
    const news = ofOne.map(({ text }) => ({ messageId: text.id, policy: unknownPolicyOf(text.purpose) }));
    await store.insertUnknown(tx, of, news, timing.settleMs, whoAnswers(batch, gatewayId));
  }
  await store.noteMessageEvents(
    tx,
    unknowns.map(({ text, verdict: { reason, detail } }) => ({
      ...{ messageId: text.id, kind: 'unknown' as const, reason, detail },
    })),
    ctx.clock.now(),
  );
}

/** What was announced before may have left by another account than the one this wave goes by. */
const leftBy = ({ sender }: Pick<Batch, 'sender'>, { mayHaveLeft }: Text): string | null =>
  mayHaveLeft ? mayHaveLeft.gatewayId : sender.gatewayId;

type Answering = Pick<Gateway, 'capability' | 'listingLagMs'>;

/** Where nobody knows by which account it left, all are asked: the least able and the slowest of them decide. */
function whoAnswers({ gateway, ways }: Pick<Batch, 'gateway' | 'ways'>, gatewayId: string | null): Answering {
  const asked = ways.filter((way) => gatewayId === null || way.gatewayId === gatewayId);
  return asked.reduce<Answering>(
    (worst, way) => ({
      capability: way.gateway.capability > worst.capability ? way.gateway.capability : worst.capability,
      listingLagMs: Math.max(way.gateway.listingLagMs, worst.listingLagMs),
    }),
    asked[0]?.gateway ?? gateway,
  );
}
