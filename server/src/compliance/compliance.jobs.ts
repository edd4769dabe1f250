import { listWorkspaceIds } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import { deleteOldTallies } from './frequency.queries.ts';
import { tendPapers } from './papers/compare.ts';
import { keptSeconds } from './tally.ts';
import { deleteOldVelocity } from './velocity.queries.ts';

export const complianceJobs = {
  /** Forgets which numbers were sent a password more than an hour ago. */
  'compliance.sweep': async (ctx: Context): Promise<void> => {
    for (const workspaceId of await ctx.db.system(listWorkspaceIds))
      await ctx.db.tx(workspaceId, deleteOldVelocity);
  },

  'compliance.tend_papers': tendPapers,

  /** Forgets what people were sent more than a month ago. */
  'compliance.forget-tallies': async (ctx: Context): Promise<void> => {
    const before = new Date(ctx.clock.now().getTime() - keptSeconds * 1_000);
    for (const workspaceId of await ctx.db.system(listWorkspaceIds))
      await ctx.db.tx(workspaceId, (tx) => deleteOldTallies(tx, before));
  },
};
