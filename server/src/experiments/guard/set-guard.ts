import { recordAudit, type Scope } from '../../accounts/index.ts';
import { type CampaignPart, getCampaign } from '../../campaigns/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Conflict, Internal } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { findBudget, limitSpend, moneyOf } from '../../spending/index.ts';
import { listFamily } from '../counts.queries.ts';
import { findExperiment } from '../experiment.queries.ts';
import { findGuard, saveBounds, saveBoundsOfParts } from './guard.queries.ts';
import { type Bounds, type Guard, type GuardCounts, nothingYet } from './guard.ts';

/**
 * What may be spent is not only looked at: dispatch asks for it with each text, of all parts of an experiment together. The lock keeps
 * one from being made between the list of parts and their limit.
 */
export async function holdToMoney(
  tx: Tx,
  id: string,
  { mostSpent = null }: Bounds,
  since: GuardCounts = nothingYet,
): Promise<void> {
  const most = mostSpent === null ? null : moneyOf(mostSpent) + moneyOf(since.spent ?? '0');
  await findExperiment(tx, id, 'for update');
  await limitSpend(tx, id, await listFamily(tx, id), most);
}

/** Says at which figures a campaign pauses by itself; before it goes, or while it does. */
export async function setGuard(ctx: Context, scope: Scope, id: string, bounds: Bounds): Promise<Guard> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const { status, part } = await getCampaign(tx, id);
    if (status === 'finished' || status === 'stopped')
      throw new Conflict('guard.too_late', `This campaign is ${status}; there is nothing left to pause.`);
    if (bounds.mostSpent && !(await findBudget(tx)))
      throw new Conflict(
        'guard.no_prices',
        'Nobody has said yet what a text costs, so nothing could be counted. Set prices first (PUT /v1/workspace/spending).',
      );
    if (part) await requireSharedMoney(tx, part, bounds);
    const before = await findGuard(tx, id);
    await saveBounds(tx, id, bounds, { by: scope.actor, at: ctx.clock.now() });
    await saveBoundsOfParts(tx, id, bounds);
    // A part stays under what leads it; what it had of its own, from before that was refused, goes.
    if (!part || !bounds.mostSpent) await holdToMoney(tx, id, bounds, before?.since);
    await recordAudit(tx, scope, {
      act: 'campaign.guarded',
      object: publicId('cmp', id),
      ...(before && { before: before.bounds }),
      after: bounds,
    });
    const made = await findGuard(tx, id);
    if (!made) throw new Internal('guard.lost', 'The guard was not kept.');
    return made;
  });
}

/** An amount of its own would take a part out of the sum of the others, and both could spend theirs. Saying again what is shared changes nothing. */
async function requireSharedMoney(tx: Tx, { root }: CampaignPart, { mostSpent }: Bounds): Promise<void> {
  if (!mostSpent || mostSpent === (await findGuard(tx, root))?.bounds.mostSpent) return;
  throw new Conflict(
    'guard.money_is_shared',
    `This campaign is a part of an experiment, whose parts share one amount. Set most_spent at the campaign that leads it, ${publicId('cmp', root)}.`,
  );
}
