import type { Tx } from '../platform/db/pool.ts';
import type { Batch, Text } from './chunk.ts';
import type { Tools } from './steps/step.ts';
import { unknownPolicyOf } from './unknown-policy.ts';

/** Puts those of these texts that are unknown on the list of what is to be cleared up, and says so in their story. */
export async function saveUnknown(
  tools: Pick<Tools, 'store' | 'timing' | 'ctx'>,
  tx: Tx,
  batch: Pick<Batch, 'sender' | 'run' | 'gateway'>,
  texts: readonly Text[],
): Promise<void> {
  const unknowns = texts.flatMap(({ id, purpose, verdict }) =>
    verdict?.kind === 'unknown' ? [{ messageId: id, policy: unknownPolicyOf(purpose), ...verdict }] : [],
  );
  if (unknowns.length === 0) return;
  const { store, timing, ctx } = tools;
  const of = { senderId: batch.sender.id, runId: batch.run?.id ?? null };
  await store.insertUnknown(tx, of, unknowns, timing.settleMs, batch.gateway);
  await store.noteMessageEvents(
    tx,
    unknowns.map(({ messageId, reason, detail }) => ({ messageId, kind: 'unknown', reason, detail })),
    ctx.clock.now(),
  );
}
