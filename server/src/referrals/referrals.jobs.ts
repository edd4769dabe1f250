import { listWorkspaceIds } from '../accounts/index.ts';
import type { Tasks } from '../platform/jobs/index.ts';
import { tendReferrals } from './take-referral.ts';

export const referralJobs: Tasks = {
  'referrals.tend': async (ctx) => {
    for (const workspaceId of await ctx.db.system(listWorkspaceIds))
      await tendReferrals(ctx, workspaceId).catch((error: unknown) => {
        // One workspace in trouble keeps no other from being looked after.
        ctx.log.error({ err: error, workspaceId }, 'Referrals could not be looked after.');
      });
  },
};
