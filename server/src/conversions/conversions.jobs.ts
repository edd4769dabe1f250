import { listWorkspaceIds } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import { attribute } from './attribute.ts';
import { recountFrom } from './set-attribution.ts';

// Carriers report for three days, and clicks are judged anew; what was put down before that was known is put down again.
const unsettledMs = 8 * 86_400_000;

export const conversionJobs = {
  'conversions.attribute': async (ctx: Context): Promise<void> => {
    for (const workspaceId of await ctx.db.system(listWorkspaceIds)) await attribute(ctx, workspaceId);
  },
  'conversions.recount': async (ctx: Context): Promise<void> => {
    const now = ctx.clock.now();
    const since = new Date(now.getTime() - unsettledMs);
    for (const workspaceId of await ctx.db.system(listWorkspaceIds))
      await ctx.db.tx(workspaceId, (tx) => recountFrom(tx, now, since));
  },
};
