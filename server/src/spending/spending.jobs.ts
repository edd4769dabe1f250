import { listWorkspaceIds } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import { foldSpendMoves } from './spend.queries.ts';

export const spendingJobs = {
  /** Adds what waves have spent to the days they were sent on. */
  'spending.fold': async (ctx: Context): Promise<void> => {
    for (const workspaceId of await ctx.db.system(listWorkspaceIds))
      await ctx.db.tx(workspaceId, foldSpendMoves);
  },
};
