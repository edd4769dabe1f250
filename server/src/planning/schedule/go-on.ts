import { recordAudit, type Scope } from '../../accounts/index.ts';
import { type Campaign, getCampaign, isLeader, resumeCampaign } from '../../campaigns/index.ts';
import { releasePlanned } from '../../dispatch/index.ts';
import type { Context } from '../../platform/context.ts';
import { Conflict } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';

/**
 * The first people have had it, somebody has looked, and the others may have it now. What is paused goes on with it. Each text is
 * judged at its moment as ever; a plan that is cut short changes nothing of that.
 */
export async function goOn(ctx: Context, scope: Scope, id: string): Promise<Campaign> {
  const before = await ctx.db.tx(scope.workspaceId, (tx) => getCampaign(tx, id));
  if (before.status === 'paused' && !isLeader(before)) await resumeCampaign(ctx, scope, id);
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const campaign = await getCampaign(tx, id);
    if (campaign.status !== 'sending')
      throw new Conflict(
        'campaign.not_sending',
        `Nobody of this campaign waits to go on: it is ${campaign.status}.`,
      );
    const people = await releasePlanned(tx, id, ctx.clock.now());
    if (people === 0 && before.status === 'sending')
      throw new Conflict('campaign.nobody_waits', 'Nobody of this campaign was planned for later.');
    await recordAudit(tx, scope, {
      act: 'campaign.went_on',
      object: publicId('cmp', id),
      before: { status: before.status },
      after: { people },
    });
    return campaign;
  });
}
