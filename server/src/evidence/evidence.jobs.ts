import { getWorkspace, listWorkspaceIds, systemScope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import { makeSelfCheck } from './self-check/make-self-check.ts';
import { lastMonth } from './self-check/month.ts';
import { findSelfCheck } from './self-check/self-check.queries.ts';

export const evidenceJobs = {
  /** Makes the self-check of the month that was last over, where it is not made yet. */
  'evidence.self_check': async (ctx: Context): Promise<void> => {
    for (const workspaceId of await ctx.db.system(listWorkspaceIds)) {
      const { month, isMade } = await ctx.db.tx(workspaceId, async (tx) => {
        const { timeZone } = await getWorkspace(tx);
        const last = lastMonth(timeZone, ctx.clock.now());
        return { month: last, isMade: (await findSelfCheck(tx, last)) !== null };
      });
      if (!isMade) await makeSelfCheck(ctx, systemScope(workspaceId, 'self_check'), { month });
    }
  },
};
