import { recordAudit, type Scope } from '../accounts/index.ts';
import { setRunState } from '../dispatch/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { publicId } from '../platform/ids.ts';
import { closeReservation } from '../spending/index.ts';
import { getCampaign, lockArms, lockCampaign, saveResume, saveStatus } from './campaign.queries.ts';
import { type Campaign, isLeader } from './campaign.ts';
import { type CampaignMove, decideMove, moves } from './campaign-states.ts';
import { refuseOrphan } from './take-test.ts';

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

type Order = CampaignMove & keyof typeof orders;

async function order(ctx: Context, scope: Scope, id: string, wish: Order): Promise<Campaign> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const campaign = await lockCampaign(tx, id);
    if (wish === 'resume') await refuseOrphan(tx, campaign);
    // What leads an experiment sends nothing itself: its parts are held, let go or stopped with it. What is scheduled stays so, and does
    // not start while its leader is paused.
    const parts = isLeader(campaign) ? await lockArms(tx, id) : [];
    for (const part of parts)
      if (moves[moveOf(part, wish)].from.includes(part.status)) await orderOne(ctx, tx, scope, part, wish);
    return orderOne(ctx, tx, scope, campaign, wish);
  });
}

function moveOf(campaign: Campaign, wish: Order): CampaignMove {
  if (wish === 'resume' && isLeader(campaign)) return 'resume_test';
  return wish === 'stop' && campaign.part !== null ? 'drop' : wish;
}

async function orderOne(
  ctx: Context,
  tx: Tx,
  scope: Scope,
  campaign: Campaign,
  wish: Order,
): Promise<Campaign> {
  const { id } = campaign;
  const { runState, act } = orders[wish];
  const status = decideMove(campaign.status, moveOf(campaign, wish));
  if (status === null) return campaign;
  const now = ctx.clock.now();
  if (wish === 'resume') await saveResume(tx, id, status, now);
  else await saveStatus(tx, id, status, status === 'stopped' ? now : null);
  await setRunState(tx, id, runState);
  if (status === 'stopped') await closeReservation(tx, id, now);
  await recordAudit(tx, scope, {
    act,
    object: publicId('cmp', id),
    before: { status: campaign.status },
    after: { status },
  });
  return getCampaign(tx, id);
}
