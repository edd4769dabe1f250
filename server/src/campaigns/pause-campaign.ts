import { recordAudit, type Scope } from '../accounts/index.ts';
import { setRunState } from '../dispatch/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { publicId } from '../platform/ids.ts';
import { closeReservation } from '../spending/index.ts';
import { getCampaign, lockArms, lockCampaign, saveStatus } from './campaign.queries.ts';
import type { Campaign } from './campaign.ts';
import { type CampaignMove, decideMove } from './campaign-states.ts';

// What each of the three means to dispatch, and how the audit calls it.
const orders = {
  pause: { runState: 'paused', act: 'campaign.paused' },
  resume: { runState: 'running', act: 'campaign.resumed' },
  stop: { runState: 'stopped', act: 'campaign.stopped' },
} as const;

/** Nothing more leaves until it is resumed; what is on the wire arrives. Takes hold with the next intent of any worker. */
export const pauseCampaign = (ctx: Context, scope: Scope, id: string) => order(ctx, scope, id, 'pause');

export const resumeCampaign = (ctx: Context, scope: Scope, id: string) => order(ctx, scope, id, 'resume');

/** For good: whoever was not texted by now never will be by this campaign. */
export const stopCampaign = (ctx: Context, scope: Scope, id: string) => order(ctx, scope, id, 'stop');

async function order(
  ctx: Context,
  scope: Scope,
  id: string,
  move: CampaignMove & keyof typeof orders,
): Promise<Campaign> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const campaign = await lockCampaign(tx, id);
    if (campaign.status !== 'testing') return orderOne(ctx, tx, scope, campaign, move);
    // What leads an experiment sends nothing itself: its arms are what is held, let go or stopped.
    for (const arm of await lockArms(tx, id)) {
      if (arm.status === 'scheduled' && move !== 'resume') await saveStatus(tx, arm.id, 'checked');
      if (arm.status === 'sending' || arm.status === 'paused') await orderOne(ctx, tx, scope, arm, move);
    }
    if (move === 'stop') return orderOne(ctx, tx, scope, campaign, move);
    const { act } = orders[move];
    await recordAudit(tx, scope, { act, object: publicId('cmp', id), after: { status: 'testing' } });
    return getCampaign(tx, id);
  });
}

async function orderOne(
  ctx: Context,
  tx: Tx,
  scope: Scope,
  campaign: Campaign,
  move: CampaignMove & keyof typeof orders,
): Promise<Campaign> {
  const { id } = campaign;
  const status = decideMove(campaign.status, move);
  if (status === null) return campaign;
  await saveStatus(tx, id, status, status === 'stopped' ? ctx.clock.now() : null);
  await setRunState(tx, id, orders[move].runState);
  if (status === 'stopped') await closeReservation(tx, id, ctx.clock.now());
  await recordAudit(tx, scope, {
    act: orders[move].act,
    object: publicId('cmp', id),
    before: { status: campaign.status },
    after: { status },
  });
  return getCampaign(tx, id);
}
