import type { Scope } from '../accounts/index.ts';
import { type Campaign, type CampaignContent, type CampaignPart, cloneWithin } from '../campaigns/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { joinLimit } from '../spending/index.ts';

/**
 * A copy that goes to a part of the audience: an arm, one of a round, or the rest. It is under the money limit of what leads it from
 * its first text on, while the rest of the guard, which only looks, comes to it with the next look. The caller has locked the experiment,
 * so that whoever changes the limit meanwhile finds this part (`holdToMoney`).
 */
export async function makePart(
  ctx: Context,
  tx: Tx,
  scope: Scope,
  from: string,
  change: Partial<CampaignContent>,
  part: CampaignPart,
): Promise<Campaign> {
  const made = await cloneWithin(ctx, tx, scope, from, change, part);
  await joinLimit(tx, part.root, made.id);
  return made;
}
