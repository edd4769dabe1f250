import type { Context } from '../platform/context.ts';
import { deleteOldAnswers } from './idempotency.queries.ts';
import { deleteExpiredSessions } from './session.queries.ts';
import { deleteForgottenThrottles } from './throttle.queries.ts';
import { listWorkspaceIds } from './workspace.queries.ts';

export const accountJobs = {
  /** Throws away what has run out: sessions, counted failures, kept answers. */
  'accounts.sweep': async (ctx: Context): Promise<void> => {
    const workspaceIds = await ctx.db.system(async (tx) => {
      await deleteExpiredSessions(tx);
      await deleteForgottenThrottles(tx);
      return listWorkspaceIds(tx);
    });
    for (const workspaceId of workspaceIds) await ctx.db.tx(workspaceId, deleteOldAnswers);
  },
};
