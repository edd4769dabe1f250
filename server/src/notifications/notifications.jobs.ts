import { listWorkspaceIds } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tasks } from '../platform/jobs/index.ts';
import { gather } from './gather.ts';
import { dropOldNotifications } from './notification.queries.ts';
import { spreadNews } from './spread.ts';
import { type TellOptions, tellDue } from './tell.ts';

const keptMs = 90 * 86_400_000;

export const notificationJobs = (options: TellOptions): Tasks => ({
  /** Looks for what is new, and tells what is due: once a minute, so people hear of things a minute late at most. */
  'notifications.tend': async (ctx) => {
    for (const workspaceId of await ctx.db.system(listWorkspaceIds)) {
      // One workspace in trouble keeps no other from being told.
      const failed = await tendNotifications(ctx, workspaceId, options)
        .then(() => null)
        .catch((error: Error) => error);
      if (failed) ctx.log.error({ err: failed, workspaceId }, 'Notifications could not be looked after.');
    }
  },
  'notifications.sweep': async (ctx) => {
    const before = new Date(ctx.clock.now().getTime() - keptMs);
    for (const workspaceId of await ctx.db.system(listWorkspaceIds))
      await ctx.db.tx(workspaceId, (tx) => dropOldNotifications(tx, before));
  },
});

export async function tendNotifications(
  ctx: Context,
  workspaceId: string,
  options: TellOptions,
): Promise<void> {
  await ctx.db.tx(workspaceId, async (tx) => spreadNews(tx, ctx, await gather(tx, ctx)));
  await tellDue(ctx, workspaceId, options);
}
