import { recordAudit, type Scope } from '../../accounts/index.ts';
import { leaveSchedule } from '../../campaigns/index.ts';
import type { Context } from '../../platform/context.ts';
import { NotFound } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { armCampaign, type Confirmed } from './arm-campaign.ts';
import type { ScheduleWish } from './decide-start.ts';
import { findSchedule, settleSchedule } from './schedule.queries.ts';
import type { CampaignSchedule } from './schedule.ts';
import { startScheduled } from './start-due.ts';

/**
 * Arms a checked campaign: it starts by itself at its hour. Whatever a launch asks is asked then: words, consents, segments,
 * approval, money. Asked anew it takes the place of the schedule before it. What is due at once is started at once.
 */
export async function scheduleCampaign(
  ctx: Context,
  scope: Scope,
  id: string,
  wish: ScheduleWish & Confirmed,
): Promise<CampaignSchedule> {
  const schedule = await armCampaign(ctx, scope, id, wish);
  if (schedule.startsAt <= ctx.clock.now()) await startScheduled(ctx, scope.workspaceId, id);
  return getSchedule(ctx, scope, id);
}

/** Takes it back before its first text. It is checked then, and nobody has heard of it. */
export async function unscheduleCampaign(ctx: Context, scope: Scope, id: string): Promise<CampaignSchedule> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const { before, after } = await leaveSchedule(tx, id);
    const schedule = await findSchedule(tx, id);
    if (!schedule) throw notScheduled();
    await settleSchedule(tx, id, { state: 'withdrawn', sentence: 'It was taken back before its hour.' });
    if (before.status !== after.status)
      await recordAudit(tx, scope, {
        act: 'campaign.unscheduled',
        object: publicId('cmp', id),
        before: { status: before.status, starts_at: schedule.startsAt.toISOString() },
        after: { status: after.status },
      });
    return (await findSchedule(tx, id)) ?? schedule;
  });
}

export async function getSchedule(ctx: Context, scope: Scope, id: string): Promise<CampaignSchedule> {
  const found = await ctx.db.tx(scope.workspaceId, (tx) => findSchedule(tx, id));
  if (!found) throw notScheduled();
  return found;
}

export const notScheduled = () =>
  new NotFound('schedule.not_found', 'This campaign has never been scheduled.');
