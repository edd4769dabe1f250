import { listWorkspaceIds, recordAudit, systemScope } from '../../accounts/index.ts';
import { getCampaign, launchCampaign, leaveSchedule } from '../../campaigns/index.ts';
import type { Context } from '../../platform/context.ts';
import { Internal, Problem } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { findHold } from '../../platform/installation.queries.ts';
import { listDue, settleSchedule } from './schedule.queries.ts';
import { type CampaignSchedule, changedSince, latestStartMs } from './schedule.ts';

/** Starts what is due, in every workspace. One that cannot start keeps no other from it, and says why. */
export async function startDue(ctx: Context): Promise<void> {
  for (const workspaceId of await ctx.db.system(listWorkspaceIds)) {
    const due = await ctx.db.tx(workspaceId, (tx) => listDue(tx, ctx.clock.now()));
    for (const schedule of due)
      await startScheduled(ctx, workspaceId, schedule).catch((error: Error) =>
        ctx.log.warn(
          { campaign: schedule.campaignId, err: error },
          'A scheduled campaign did not start yet.',
        ),
      );
  }
}

/**
 * One that is due: launched as a person would launch it, by the same verb with the same questions. What stands against it
 * is kept with it, and the campaign is a checked one again. A fault of ours is tried again with the next round.
 */
export async function startScheduled(
  ctx: Context,
  workspaceId: string,
  { campaignId, plan, startsAt, mostPeople }: CampaignSchedule,
): Promise<void> {
  const missed = await whyMissed(ctx, workspaceId, startsAt);
  if (missed !== null) return giveUp(ctx, workspaceId, campaignId, 'missed', missed);
  const scope = systemScope(workspaceId, 'schedule');
  try {
    await launchCampaign(ctx, scope, campaignId, { plan, asScheduled: { mostPeople, startsAt } });
  } catch (error) {
    if (!(error instanceof Problem) || error instanceof Internal) throw error;
    return giveUp(ctx, workspaceId, campaignId, 'failed', error.message);
  }
  await ctx.db.tx(workspaceId, (tx) => settleSchedule(tx, campaignId, { state: 'started', sentence: null }));
}

async function whyMissed(ctx: Context, workspaceId: string, startsAt: Date): Promise<string | null> {
  const { hold } = await ctx.db.tx(workspaceId, findHold);
  // What was restored from a backup may have been sent already in the time that the database does not know of.
  if (hold)
    return 'The installation was on hold at its hour. It may have been sent before that: look, and then schedule it again.';
  const lateMs = ctx.clock.now().getTime() - startsAt.getTime();
  if (lateMs <= latestStartMs) return null;
  return `Nothing worked here at its hour, and ${Math.round(lateMs / 3_600_000)} hours later is too late to send it unasked. Schedule it again.`;
}

async function giveUp(
  ctx: Context,
  workspaceId: string,
  id: string,
  state: 'failed' | 'missed',
  sentence: string,
): Promise<void> {
  const scope = systemScope(workspaceId, 'schedule');
  await ctx.db.tx(workspaceId, async (tx) => {
    const { status } = await getCampaign(tx, id);
    // Launched after all: the process ended between the launch and this row.
    if (status !== 'scheduled' && status !== 'draft' && status !== 'checked')
      return settleSchedule(tx, id, { state: 'started', sentence: null });
    if (status !== 'scheduled') return settleSchedule(tx, id, { state: 'withdrawn', sentence: changedSince });
    const { before, after } = await leaveSchedule(tx, id);
    await settleSchedule(tx, id, { state, sentence });
    await recordAudit(tx, scope, {
      act: 'campaign.not_started',
      object: publicId('cmp', id),
      before: { status: before.status },
      after: { status: after.status, why: sentence },
    });
  });
}
