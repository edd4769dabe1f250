import { listWorkspaceIds, recordAudit, type Scope, systemScope } from '../../accounts/index.ts';
import { pauseCampaign } from '../../campaigns/index.ts';
import type { Context } from '../../platform/context.ts';
import { publicId } from '../../platform/ids.ts';
import { joinLimit } from '../../spending/index.ts';
import { listFamily } from '../counts.queries.ts';
import {
  countForGuard,
  findGuard,
  inheritGuards,
  listOpenGuards,
  type OpenGuard,
  saveLook,
} from './guard.queries.ts';
import { type Guard, type GuardCounts, judgeGuard, nothingYet } from './guard.ts';
import { holdToMoney } from './set-guard.ts';

/** Looks at every campaign that has a guard, and pauses those whose figures are surely beyond their bounds. */
export async function watchCampaigns(ctx: Context): Promise<void> {
  for (const workspaceId of await ctx.db.system(listWorkspaceIds))
    await watchWorkspace(ctx, workspaceId).catch((error: unknown) => {
      // One workspace in trouble keeps no other from being looked at.
      ctx.log.error(
        { workspaceId, err: error },
        'The guards of a workspace could not look at its campaigns.',
      );
    });
}

async function watchWorkspace(ctx: Context, workspaceId: string): Promise<void> {
  const guards = await ctx.db.tx(workspaceId, async (tx) => {
    for (const { campaignId, leaderId, bounds } of await inheritGuards(tx))
      if (bounds.mostSpent)
        await (leaderId ? joinLimit(tx, leaderId, campaignId) : holdToMoney(tx, campaignId, bounds));
    return listOpenGuards(tx);
  });
  for (const guard of guards)
    await look(ctx, systemScope(workspaceId, 'guard'), guard).catch((error: Error) =>
      ctx.log.warn(
        { campaign: guard.campaignId, err: error },
        'A campaign could not be looked at by its guard.',
      ),
    );
}

async function look(ctx: Context, scope: Scope, guard: OpenGuard): Promise<void> {
  const { campaignId: id, status, bounds, since, sentence } = guard;
  const counts = await ctx.db.tx(scope.workspaceId, async (tx) =>
    countForGuard(tx, await listFamily(tx, id), ctx.clock.now()),
  );
  const keep = (next: Pick<Guard, 'state' | 'sentence' | 'since'>) =>
    ctx.db.tx(scope.workspaceId, (tx) => saveLook(tx, id, { ...next, counts, at: ctx.clock.now() }));
  if (status === 'finished' || status === 'stopped') return keep({ state: 'over', sentence, since });
  // Somebody has paused it, or it waits for somebody to let it go on.
  if (status === 'paused') return keep({ state: guard.state, sentence, since });
  // Somebody has let it go on after the guard had paused it: what was is judged, and no reason to pause it again.
  if (guard.state === 'tripped') {
    await letGoOn(ctx, scope, guard, counts);
    return keep({ state: 'watching', sentence: null, since: counts });
  }
  // Money is shared: what leads an experiment counts that of all its parts, and what waits for it is let go with that.
  const why = judgeGuard(guard.leaderId === null ? bounds : { ...bounds, mostSpent: null }, counts, since);
  if (why === null) return keep({ state: 'watching', sentence: null, since });
  if (guard.leaderId === null) {
    await pauseFor(ctx, scope, id, why);
    return keep({ state: 'tripped', sentence: trippedSentence(why), since });
  }
  // Of an experiment all is paused, and what leads it says so. From then on this part is judged by what comes after.
  await keep({ state: 'watching', sentence: null, since: counts });
  await tripLeader(ctx, scope, guard.leaderId, `“${guard.name}”: ${why}`);
}

/** What may be spent is counted anew, too. */
const letGoOn = (ctx: Context, { workspaceId }: Scope, { campaignId, bounds }: Guard, counts: GuardCounts) =>
  ctx.db.tx(workspaceId, async (tx) => {
    if (bounds.mostSpent) await holdToMoney(tx, campaignId, bounds, counts);
  });

async function tripLeader(ctx: Context, scope: Scope, id: string, why: string): Promise<void> {
  await pauseFor(ctx, scope, id, why);
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    const leading = await findGuard(tx, id);
    const at = ctx.clock.now();
    const counts = await countForGuard(tx, await listFamily(tx, id), at);
    const { since = nothingYet } = leading ?? {};
    await saveLook(tx, id, { state: 'tripped', sentence: trippedSentence(why), since, counts, at });
  });
}

const trippedSentence = (why: string) => `Paused by itself: ${why} Look at it; resume it, or stop it.`;

async function pauseFor(ctx: Context, scope: Scope, id: string, why: string): Promise<void> {
  await pauseCampaign(ctx, scope, id);
  await ctx.db.tx(scope.workspaceId, (tx) =>
    recordAudit(tx, scope, { act: 'campaign.guard_tripped', object: publicId('cmp', id), after: { why } }),
  );
  ctx.log.warn({ campaign: id }, `A campaign was paused by its guard: ${why}`);
}
