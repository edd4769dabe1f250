import { recordAudit, systemScope } from '../accounts/index.ts';
import { isRunDrained, setRunState } from '../dispatch/index.ts';
import type { Context } from '../platform/context.ts';
import { publicId } from '../platform/ids.ts';
import type { Announcement } from '../platform/jobs/index.ts';
import { closeReservation } from '../spending/index.ts';
import { lockCampaign, saveStatus } from './campaign.queries.ts';
import { decideMove } from './campaign-states.ts';

/**
 * Nobody of the campaign waits any more. The news may come twice or late, so the fact is asked again under the lock;
 * a campaign that was stopped stays stopped.
 */
export async function finishCampaign(ctx: Context, workspaceId: string, id: string): Promise<void> {
  const scope = systemScope(workspaceId, 'campaigns');
  await ctx.db.tx(workspaceId, async (tx) => {
    const campaign = await lockCampaign(tx, id);
    if (!(await isRunDrained(tx, id))) return;
    const status = decideMove(campaign.status, 'finish');
    if (status === null) return;
    await saveStatus(tx, id, status, ctx.clock.now());
    await setRunState(tx, id, 'done');
    await closeReservation(tx, id, ctx.clock.now());
    await recordAudit(tx, scope, {
      act: 'campaign.finished',
      object: publicId('cmp', id),
      before: { status: campaign.status },
      after: { status },
    });
  });
}

/** For app/reactions.ts: what campaigns do about news from below. */
export const campaignReactions = {
  'run.drained': (ctx: Context, news: Announcement) =>
    finishCampaign(ctx, news.workspaceId, String(news.data.run_id)),
} as const;
