import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { publicId } from '../platform/ids.ts';
import { getCampaign, inheritAuthors, insertCampaign } from './campaign.queries.ts';
import type { Campaign, CampaignContent, CampaignId } from './campaign.ts';
import { contentOf } from './create-campaign.ts';
import { requireReferences } from './load-question.ts';
import { savePart } from './part.queries.ts';
import type { CampaignPart } from './part.ts';

/**
 * A new draft with the content of another campaign, whatever state that is in. Nothing but the words, the choice of people and the manners
 * comes along: no check, no approval, no schedule, and nobody counts as texted. `change` is what differs.
 */
export async function cloneCampaign(
  ctx: Context,
  scope: Scope,
  id: string,
  change: Partial<CampaignContent>,
): Promise<Campaign> {
  return ctx.db.tx(scope.workspaceId, (tx) => cloneWithin(ctx, tx, scope, id, change));
}

/** The same in a transaction that does more: what is made of one campaign for another reason is there with it or not at all. */
export async function cloneWithin(
  ctx: Context,
  tx: Tx,
  scope: Scope,
  id: string,
  change: Partial<CampaignContent>,
  part: CampaignPart | null = null,
): Promise<Campaign> {
  const from = await getCampaign(tx, id);
  const content = { ...contentOf(from), name: copiedName(from.name), ...change };
  await requireReferences(tx, content);
  const made = ctx.ids.uuid() as CampaignId;
  await insertCampaign(tx, made, content, { by: scope.actor, at: ctx.clock.now() });
  await inheritAuthors(tx, made, id);
  if (part) await savePart(tx, made, part);
  await recordAudit(tx, scope, {
    act: 'campaign.cloned',
    object: publicId('cmp', made),
    after: { ...content, from: publicId('cmp', id), ...(part && { part }) },
  });
  return getCampaign(tx, made);
}

const longestName = 200;
const copiedName = (name: string) => `${name.slice(0, longestName - 7)} (copy)`;
