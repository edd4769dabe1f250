import { listWorkspaceIds } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import { deleteOldVelocity } from './velocity.queries.ts';

export const complianceJobs = {
  /** Forgets which numbers were sent a password more than an hour ago. */
  'compliance.sweep': async (ctx: Context): Promise<void> => {
    for (const workspaceId of await ctx.db.system(listWorkspaceIds))
      await ctx.db.tx(workspaceId, deleteOldVelocity);
  },
};
