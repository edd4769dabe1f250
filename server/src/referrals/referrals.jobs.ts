import { listWorkspaceIds } from '../accounts/index.ts';
import type { Tasks } from '../platform/jobs/index.ts';
import { tendReferrals } from './take-referral.ts';

export const referralJobs: Tasks = {
  'referrals.tend': async (ctx) => {
    for (const workspaceId of await ctx.db.system(listWorkspaceIds)) await tendReferrals(ctx, workspaceId);
  },
};
