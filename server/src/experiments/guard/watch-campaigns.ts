import { listWorkspaceIds, recordAudit, type Scope, systemScope } from '../../accounts/index.ts';
import { pauseCampaign } from '../../campaigns/index.ts';
import type { Context } from '../../platform/context.ts';
import { publicId } from '../../platform/ids.ts';
import { countForGuard, listOpenGuards, saveLook } from './guard.queries.ts';
import { type Guard, judgeGuard } from './guard.ts';

/** Looks at every campaign that has a guard, and pauses those whose figures are surely beyond their bounds. */
export async function watchCampaigns(ctx: Context): Promise<void> {
  for (const workspaceId of await ctx.db.system(listWorkspaceIds)) {
    const guards = await ctx.db.tx(workspaceId, listOpenGuards);
    for (const guard of guards)
      await look(ctx, systemScope(workspaceId, 'guard'), guard).catch((error: Error) =>
        ctx.log.warn(
          { campaign: guard.campaignId, err: error },
          'A campaign could not be looked at by its guard.',
        ),
      );
  }
}

async function look(ctx: Context, scope: Scope, guard: Guard & { status: string }): Promise<void> {
  const { campaignId: id, status, bounds } = guard;
  const counts = await ctx.db.tx(scope.workspaceId, (tx) => countForGuard(tx, id));
  const keep = (next: Pick<Guard, 'state' | 'sentence' | 'since'>) =>
    ctx.db.tx(scope.workspaceId, (tx) => saveLook(tx, id, { ...next, counts, at: ctx.clock.now() }));
  const { since, sentence } = guard;
  if (status === 'finished' || status === 'stopped') return keep({ state: 'over', sentence, since });
  // Somebody has paused it, or it waits for somebody to let it go on.
  if (status === 'paused') return keep({ state: guard.state, sentence, since });
  // Somebody has let it go on after the guard had paused it: what was is judged, and no reason to pause it again.
  if (guard.state === 'tripped') return keep({ state: 'watching', sentence: null, since: counts });
  const why = judgeGuard(bounds, counts, since);
  if (why === null) return keep({ state: 'watching', sentence: null, since });
  await pauseCampaign(ctx, scope, id);
  await keep({
    state: 'tripped',
    sentence: `Paused by itself: ${why} Look at it; resume it, or stop it.`,
    since,
  });
  await ctx.db.tx(scope.workspaceId, (tx) =>
    recordAudit(tx, scope, { act: 'campaign.guard_tripped', object: publicId('cmp', id), after: { why } }),
  );
  ctx.log.warn({ campaign: id }, `A campaign was paused by its guard: ${why}`);
}
