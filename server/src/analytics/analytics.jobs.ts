import { listWorkspaceIds, type Post } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Outside } from '../platform/outside/outside.ts';
import type { ClassOfCode } from './alerts/class-of.ts';
import { tellAlerts } from './alerts/tell.ts';
import { watchRules } from './alerts/watch.ts';
import { fold } from './reports/fold.ts';
import { sendDueReports } from './subscriptions/send-reports.ts';

export type AnalyticsOptions = {
  readonly post: Post | null;
  readonly outside: Outside;
  readonly reportFolder: string | null;
  readonly classOfCode: ClassOfCode;
};

export const analyticsJobs = ({ post, outside, reportFolder, classOfCode }: AnalyticsOptions) => ({
  /** Counts what has changed, asks the rules of it, and tells people: once a minute, so an alert is a minute late at most. */
  'analytics.watch': async (ctx: Context): Promise<void> => {
    for (const workspaceId of await ctx.db.system(listWorkspaceIds)) {
      // One workspace in trouble keeps no other from being told.
      const failed = await round(ctx, workspaceId, { post, outside, classOfCode }).catch(
        (error: Error) => error,
      );
      if (failed)
        ctx.log.error({ err: failed, workspaceId }, 'The alerts of a workspace could not be looked at.');
    }
  },
  'analytics.send_reports': async (ctx: Context): Promise<void> => {
    for (const workspaceId of await ctx.db.system(listWorkspaceIds)) {
      const sending = sendDueReports(ctx, workspaceId, { post, folder: reportFolder });
      const failed = await sending.then(() => null).catch((error: Error) => error);
      if (failed)
        ctx.log.error({ err: failed, workspaceId }, 'The reports of a workspace could not be sent.');
    }
  },
});

async function round(
  ctx: Context,
  workspaceId: string,
  { post, outside, classOfCode }: Omit<AnalyticsOptions, 'reportFolder'>,
): Promise<void> {
  await fold(ctx, workspaceId);
  await watchRules(ctx, workspaceId, classOfCode);
  await tellAlerts(ctx, workspaceId, { post, outside });
}
