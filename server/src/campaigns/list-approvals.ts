import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { findApprovalPolicy } from './approval.queries.ts';
import { type ApprovalsOfCampaign, approvalsOf } from './approve-campaign.ts';
import { listApprovable } from './campaign.queries.ts';
import type { Campaign } from './campaign.ts';

export type WaitingCampaign = { readonly campaign: Campaign } & ApprovalsOfCampaign;

/** More than these are never looked through at once; whoever has so many open has other troubles. */
const mostLookedAt = 200;

/** Checked and scheduled campaigns that somebody must approve, or has said something of as they are; newest first. */
export async function listToApprove(ctx: Context, tx: Tx): Promise<WaitingCampaign[]> {
  const found: WaitingCampaign[] = [];
  const { needed } = await findApprovalPolicy(tx);
  for (const campaign of await listApprovable(tx, mostLookedAt, needed > 0)) {
    const approvals = await approvalsOf(ctx, tx, campaign);
    if (approvals.standing && approvals.standing.state !== 'not_needed')
      found.push({ campaign, ...approvals });
  }
  return found;
}
