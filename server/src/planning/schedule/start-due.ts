import { listWorkspaceIds, recordAudit, type Scope, systemScope } from '../../accounts/index.ts';
import {
  findLeader,
  getCampaign,
  launchWithin,
  leaveSchedule,
  lockCampaign,
  writeWall,
} from '../../campaigns/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Internal, Problem } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { findHold } from '../../platform/installation.queries.ts';
import { armWithin } from './arm-campaign.ts';
import { judgeDue } from './judge-due.ts';
import { findSchedule, listDue, settleSchedule } from './schedule.queries.ts';
import { asItStands, type CampaignSchedule } from './schedule.ts';

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
  const { campaignId: id, plan, startsAt, mostPeople } = schedule;
  const leader = await findLeader(tx, await getCampaign(tx, id));
  const isOnHold = (await findHold(tx)).hold !== null;
  const verdict = judgeDue(schedule, ctx.clock.now(), isOnHold, leader);
  if (verdict === 'wait') return;
  if (verdict === 'next_day') return armAgain(ctx, tx, scope, schedule);
  if (verdict !== 'start') return giveUp(tx, scope, id, { state: 'missed', sentence: verdict.missed });
  await launchWithin(ctx, tx, scope, id, { plan, mostPeople, asScheduled: { startsAt } });
  await settleSchedule(tx, id, { state: 'started', sentence: null });
}

async function armAgain(
  ctx: Context,
  tx: Tx,
  scope: Scope,
  { campaignId, plan: { local, spread }, mostPeople }: CampaignSchedule,
): Promise<void> {
  await armWithin(ctx, tx, scope, campaignId, {
    ...(local && { local: { text: writeWall(local.wall), past: 'next_day' } }),
    ...{ recallMinutes: 0, spread, confirmCount: undefined, mostPeople },
  });
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
