import type { Context } from '../platform/context.ts';
import { deleteExpiredSteps } from './factors/sign-in-step.queries.ts';
import { deleteOldAnswers } from './idempotency.queries.ts';
import { deleteExpiredResets } from './passwords/password-reset.queries.ts';
import { mailReset, type Post } from './passwords/reset-password.ts';
import { deleteOldApiRequests } from './request-log/api-request.queries.ts';
import { deleteExpiredSessions } from './session.queries.ts';
import { deleteForgottenThrottles } from './throttle.queries.ts';
import { listWorkspaceIds } from './workspace.queries.ts';

// Long enough to look for the reason of what went wrong over a weekend.
const requestsKeptMs = 7 * 86_400_000;

export const accountJobs = (post: Post | null) => ({
  /** Mails a link that sets a new password, if the address is anybody's. */
  'accounts.mail_reset': (ctx: Context, { email }: { email: string }): Promise<void> =>
    mailReset(ctx, post, email),
  /** Throws away what has run out: sessions, links, half sign-ins, counted failures, kept answers. */
  'accounts.sweep': async (ctx: Context): Promise<void> => {
    const workspaceIds = await ctx.db.system(async (tx) => {
      await deleteExpiredSessions(tx);
      await deleteExpiredResets(tx);
      await deleteExpiredSteps(tx);
      await deleteForgottenThrottles(tx);
      return listWorkspaceIds(tx);
    });
    const before = new Date(ctx.clock.now().getTime() - requestsKeptMs);
    for (const workspaceId of workspaceIds)
      await ctx.db.tx(workspaceId, async (tx) => {
        await deleteOldAnswers(tx);
        await deleteOldApiRequests(tx, before);
      });
  },
});
