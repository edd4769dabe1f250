import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import { Invalid } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { saveApprovalRequest } from './approval.queries.ts';
import { type ApprovalsOfCampaign, readApprovals, requireSubject } from './approve-campaign.ts';
import { lockCampaign } from './campaign.queries.ts';

/** What the author wants those to know who are to approve exactly this. Said anew it takes the place of what was said before. */
export async function askApproval(
  ctx: Context,
  scope: Scope,
  id: string,
  written: string,
): Promise<ApprovalsOfCampaign> {
  const note = written.trim();
  if (note === '') throw new Invalid('approval.no_note', 'Write what those who approve it should know.');
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const { contentHash } = await requireSubject(tx, await lockCampaign(tx, id));
    await saveApprovalRequest(tx, id, { contentHash, note, askedBy: scope.actor, askedAt: ctx.clock.now() });
    await recordAudit(tx, scope, {
      act: 'campaign.approval_asked',
      object: publicId('cmp', id),
      after: { content_sha256: contentHash.toString('hex'), note },
    });
    return readApprovals(ctx, tx, id);
  });
}
