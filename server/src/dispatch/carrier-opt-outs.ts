import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { Run, Text } from './chunk.ts';
import type { SendStore } from './store.ts';

type Answered = Pick<Text, 'number' | 'verdict'>;

/** The carrier knows of an opt-out that we do not: it becomes ours, so that no other path tries again. */
export async function noteCarrierOptOuts(
  store: Pick<SendStore, 'optOut'>,
  ctx: Context,
  tx: Tx,
  { run, texts }: { run: Run | null; texts: readonly Answered[] },
): Promise<void> {
  if (!run) return;
  const numbers = texts
    .filter(({ verdict }) => verdict?.kind === 'failed' && verdict.isOptOut)
    .map(({ number }) => number);
  for (const number of numbers.sort()) {
    await store.optOut(tx, ctx, {
      number,
      brandId: run.brandId,
      method: 'carrier',
      occurredAt: ctx.clock.now(),
      evidence: { said_by: 'carrier', when: 'refusing a text' },
      actor: 'system:dispatch',
    });
  }
}
