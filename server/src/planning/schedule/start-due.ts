import { listWorkspaceIds, recordAudit, type Scope, systemScope } from '../../accounts/index.ts';
import { launchWithin, leaveSchedule, lockCampaign } from '../../campaigns/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Internal, Problem } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { findHold } from '../../platform/installation.queries.ts';
import { findSchedule, listDue, settleSchedule } from './schedule.queries.ts';
import { asItStands, type CampaignSchedule, latestStartMs } from './schedule.ts';

/** Starts what is due, in every workspace. One that cannot start keeps no other from it, and says why. */
export async function startDue(ctx: Context): Promise<void> {
  for (const workspaceId of await ctx.db.system(listWorkspaceIds)) {
    const due = await ctx.db.tx(workspaceId, (tx) => listDue(tx, ctx.clock.now()));
    for (const campaignId of due)
      await startScheduled(ctx, workspaceId, campaignId).catch((error: Error) =>
        ctx.log.warn({ campaign: campaignId, err: error }, 'A scheduled campaign did not start yet.'),
      );
  }
}

/**
 * One that is due: launched as a person would launch it, by the same verb with the same questions. What stands against it
 * is kept with it, and the campaign is a checked one again. A fault of ours is tried again with the next round.
 */
export async function startScheduled(ctx: Context, workspaceId: string, campaignId: string): Promise<void> {
  const scope = systemScope(workspaceId, 'schedule');
  const tried: { setAt?: Date } = {};
  try {
    await ctx.db.tx(workspaceId, async (tx) => {
      const schedule = await takeDue(ctx, tx, campaignId);
      if (!schedule) return;
      tried.setAt = schedule.setAt;
      await startOne(ctx, tx, scope, schedule);
    });
  } catch (error) {
    if (!(error instanceof Problem) || error instanceof Internal) throw error;
    await ctx.db.tx(workspaceId, async (tx) => {
      const schedule = await takeDue(ctx, tx, campaignId);
      // Where it was scheduled anew since, what stood against the old schedule says nothing of the new one.
      if (schedule?.setAt.getTime() === tried.setAt?.getTime())
        await giveUp(tx, scope, campaignId, { state: 'failed', sentence: error.message });
    });
  }
}

/**
 * The schedule as it is under the campaign's lock, where it is still due. It was found due before others were launched, which
 * takes minutes where they are large, and somebody may have moved it, taken it back or edited what it sends meanwhile.
 */
async function takeDue(ctx: Context, tx: Tx, campaignId: string): Promise<CampaignSchedule | null> {
  const campaign = await lockCampaign(tx, campaignId);
  const schedule = await findSchedule(tx, campaignId);
  if (schedule?.state !== 'armed' || schedule.startsAt > ctx.clock.now()) return null;
  const { state, sentence } = asItStands(schedule, campaign);
  if (state === 'armed') return schedule;
  await settleSchedule(tx, campaignId, { state, sentence });
  return null;
}

async function startOne(ctx: Context, tx: Tx, scope: Scope, schedule: CampaignSchedule): Promise<void> {
  const { campaignId, plan, startsAt, mostPeople } = schedule;
  const missed = await whyMissed(ctx, tx, startsAt);
  if (missed !== null) return giveUp(tx, scope, campaignId, { state: 'missed', sentence: missed });
  await launchWithin(ctx, tx, scope, campaignId, { plan, mostPeople, asScheduled: { startsAt } });
  await settleSchedule(tx, campaignId, { state: 'started', sentence: null });
}

async function whyMissed(ctx: Context, tx: Tx, startsAt: Date): Promise<string | null> {
  const { hold } = await findHold(tx);
  // What was restored from a backup may have been sent already in the time that the database does not know of.
  if (hold)
    return 'The installation was on hold at its hour. It may have been sent before that: look, and then schedule it again.';
  const lateMs = ctx.clock.now().getTime() - startsAt.getTime();
  if (lateMs <= latestStartMs) return null;
  return `Nothing worked here at its hour, and ${Math.round(lateMs / 3_600_000)} hours later is too late to send it unasked. Schedule it again.`;
}

async function giveUp(
  tx: Tx,
  scope: Scope,
  id: string,
  end: { readonly state: 'failed' | 'missed'; readonly sentence: string },
): Promise<void> {
  const { before, after } = await leaveSchedule(tx, id);
  await settleSchedule(tx, id, end);
  await recordAudit(tx, scope, {
    act: 'campaign.not_started',
    object: publicId('cmp', id),
    before: { status: before.status },
    after: { status: after.status, why: end.sentence },
  });
}
