import type { Scope } from '../../accounts/index.ts';
import { getCampaign, lookAtSchedule } from '../../campaigns/index.ts';
import type { Context } from '../../platform/context.ts';
import { decideStart, localOf, type ScheduleWish, type Start } from './decide-start.ts';

/**
 * When everybody would get it, were it scheduled like this: the same decision on the same people, and nothing is kept. Refused
 * with the same sentences, so that whoever chooses an hour hears of it before they confirm a number.
 */
export async function previewSchedule(
  ctx: Context,
  scope: Scope,
  id: string,
  wish: ScheduleWish,
): Promise<Start & { readonly people: number }> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const campaign = await getCampaign(tx, id);
    const { workspaceZone, zones } = await lookAtSchedule(ctx, tx, campaign, localOf(wish));
    const people = campaign.estimate?.people ?? 0;
    return { ...decideStart(wish, { now: ctx.clock.now(), workspaceZone, people, zones }), people };
  });
}
