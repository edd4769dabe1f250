import { listWorkspaceIds } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import { deleteOldCounts } from '../platform/pages/request-count.queries.ts';
import { deleteOldCodes } from './form-code.queries.ts';
import { tendRequests } from './tend-requests.ts';

// So that whoever comes late is told that the code has run out.
const codesStayMs = 24 * 3_600_000;

// Far more than a minute's work; what is left over is taken up a minute later.
const mostRounds = 50;

export const joiningJobs = {
  /** Reminds of requests to join and ends those that have run out. */
  'joining.tend': async (ctx: Context): Promise<void> => {
    for (const workspaceId of await ctx.db.system(listWorkspaceIds)) {
      for (let round = 0; round < mostRounds; round += 1)
        if ((await tendRequests(ctx, workspaceId)) === 0) break;
    }
  },
  /** Forgets what was counted more than a day ago, and codes that ran out so long ago. */
  'joining.sweep': async (ctx: Context): Promise<void> => {
    for (const workspaceId of await ctx.db.system(listWorkspaceIds))
      await ctx.db.tx(workspaceId, async (tx) => {
        await deleteOldCounts(tx);
        await deleteOldCodes(tx, new Date(ctx.clock.now().getTime() - codesStayMs));
      });
  },
};
