import { recordAudit, type Scope } from '../../accounts/index.ts';
import { getCampaign } from '../../campaigns/index.ts';
import type { Context } from '../../platform/context.ts';
import { publicId } from '../../platform/ids.ts';
import { findBrief, saveBrief } from './brief.queries.ts';
import type { Brief, KeptBrief } from './brief.ts';

/** Says what a campaign is for; at any time, and every word of it before is in the audit. */
export async function setBrief(ctx: Context, scope: Scope, id: string, brief: Brief): Promise<KeptBrief> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    await getCampaign(tx, id);
    const before = await findBrief(tx, id);
    const set = { by: scope.actor, at: ctx.clock.now() };
    await saveBrief(tx, id, brief, set);
    await recordAudit(tx, scope, {
      act: 'campaign.briefed',
      object: publicId('cmp', id),
      ...(before && { before: { ...before, setAt: before.setAt.toISOString() } }),
      after: brief,
    });
    return { ...brief, setBy: set.by, setAt: set.at };
  });
}
