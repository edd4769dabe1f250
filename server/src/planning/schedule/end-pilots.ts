import { listWorkspaceIds, systemScope } from '../../accounts/index.ts';
import { longestDays, stopCampaign } from '../../campaigns/index.ts';
import { hasPlanned } from '../../dispatch/index.ts';
import type { Context } from '../../platform/context.ts';
import { listPilotsBefore } from './schedule.queries.ts';

/**
 * Stops pilots whose others nobody has let go for as long as anything may be planned: what was read then says nothing of now, and
 * nobody who forgot about them wants them texted. Whoever still does clones the campaign.
 */
export async function endPilots(ctx: Context): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - longestDays * 86_400_000);
  for (const workspaceId of await ctx.db.system(listWorkspaceIds)) {
    const pilots = await ctx.db.tx(workspaceId, async (tx) => {
      const waiting: string[] = [];
      for (const id of await listPilotsBefore(tx, before)) if (await hasPlanned(tx, id)) waiting.push(id);
      return waiting;
    });
    // Somebody may have stopped it, or it ended, since it was found; that keeps no other pilot from its end.
    for (const id of pilots)
      await stopCampaign(ctx, systemScope(workspaceId, 'schedule'), id).catch((error: Error) =>
        ctx.log.warn({ campaign: id, err: error }, 'A pilot could not be ended; it is tried again.'),
      );
  }
}
