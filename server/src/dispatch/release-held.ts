import type { Context } from '../platform/context.ts';
import { releaseHeldChunks } from './chunk.queries.ts';

/** Spend caps or prices have changed: texts that a cap holds are judged again now, not when the cap begins anew. */
export async function releaseHeldBySpend(
  ctx: Pick<Context, 'db' | 'clock'>,
  workspaceId: string,
): Promise<void> {
  await ctx.db.tx(workspaceId, (tx) =>
    releaseHeldChunks(tx, ['spend_day', 'spend_month', 'spend_campaign'], ctx.clock.now()),
  );
}
