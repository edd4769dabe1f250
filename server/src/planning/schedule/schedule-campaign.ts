import { recordAudit, type Scope } from '../../accounts/index.ts';
import { leaveSchedule, takeSchedule } from '../../campaigns/index.ts';
import type { Context } from '../../platform/context.ts';
import { Conflict, NotFound } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { decideStart, localOf, type ScheduleWish } from './decide-start.ts';
import { findSchedule, saveSchedule, settleSchedule } from './schedule.queries.ts';
import type { CampaignSchedule } from './schedule.ts';
import { startScheduled } from './start-due.ts';

export type Confirmed = {
  /** How many people the scheduler believes it goes to; refused where the check found another number. */
  readonly confirmCount: number | undefined;
  /** More than so many are never texted by it. Left out: a tenth more than were found, and ten at least. */
  readonly mostPeople: number | undefined;
};

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
  if (schedule.startsAt <= ctx.clock.now()) await startScheduled(ctx, scope.workspaceId, schedule);
  return getSchedule(ctx, scope, id);
}

export async function armCampaign(
  ctx: Context,
  scope: Scope,
  id: string,
  wish: ScheduleWish & Confirmed,
): Promise<CampaignSchedule> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const { campaign, workspaceZone, zones } = await takeSchedule(ctx, tx, scope, id, localOf(wish));
    const people = campaign.estimate?.people ?? 0;
    refuseOther(people, wish.confirmCount);
    const now = ctx.clock.now();
    const start = decideStart(wish, { now, workspaceZone, people, zones });
    const schedule: CampaignSchedule = {
      campaignId: id,
      ...start,
      mostPeople: wish.mostPeople ?? people + Math.max(10, Math.ceil(people / 10)),
      state: 'armed',
      sentence: null,
      setBy: scope.actor,
      setAt: now,
    };
    await saveSchedule(tx, schedule);
    await recordAudit(tx, scope, {
      act: 'campaign.scheduled',
      object: publicId('cmp', id),
      after: {
        starts_at: schedule.startsAt.toISOString(),
        plan: schedule.plan,
        most_people: schedule.mostPeople,
        version: campaign.version,
        content_sha256: campaign.contentHash?.toString('hex'),
      },
    });
    return schedule;
  });
}

function refuseOther(people: number, confirmed: number | undefined): void {
  if (people === 0)
    throw new Conflict('audience.nobody', 'Nobody would receive this text. See in the waterfall why.');
  if (confirmed === undefined || confirmed === people) return;
  throw new Conflict(
    'campaign.count_changed',
    `You confirmed ${confirmed} people, but the check found ${people}. Look at the waterfall again and confirm ${people}.`,
  );
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
