import { recordAudit, type Scope } from '../../accounts/index.ts';
import { noteReassigned, optOutMany, releaseMarketing } from '../../contacts/index.ts';
import { releaseHeldPeople, stopQueuedForAll } from '../../dispatch/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Conflict } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import { lockNumbers } from '../inbound.queries.ts';
import { keptTask } from '../settle-replies.ts';
import { countOpenOf, getCase, type ReplyCase, saveJudgement, type Verdict } from './reply-case.queries.ts';

export type Judgement = { readonly verdict: Verdict; readonly note: string | null };

/**
 * A person says what a reply meant. `opt_out` and `wrong_number` end all texts of the brands that were meant, as if the reader had
 * been sure; `keep` lets marketing go on, unless another reply of this number still waits, and gives the reply to a question that it answers. A case is judged once: START takes an
 * opt-out back, and nobody else does.
 */
export async function judgeReply(
  ctx: Context,
  scope: Scope,
  id: number,
  judgement: Judgement,
): Promise<ReplyCase> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    // Against another reply of this number, or another judgement, at this moment: both change what waits for whom.
    await lockNumbers(tx, [(await getCase(tx, id)).number]);
    const found = await getCase(tx, id);
    if (found.verdict !== null)
      throw new Conflict(
        'reply_case.judged',
        `This reply has been judged already: ${found.verdict}. To end texts to this person all the same, record an opt-out of theirs.`,
      );
    const at = ctx.clock.now();
    if (judgement.verdict !== 'keep') await takeAsLeaving(tx, ctx, scope, found, judgement);
    await saveJudgement(tx, id, { ...judgement, by: scope.actor, at });
    await letGo(tx, ctx, found.number);
    if (judgement.verdict === 'keep')
      await enqueue(tx, keptTask, { workspaceId: scope.workspaceId, replyId: found.replyId });
    await recordAudit(tx, scope, {
      act: 'reply_case.judged',
      object: publicId('rcs', id),
      after: {
        verdict: judgement.verdict,
        brands: found.brandIds.map((brandId) => publicId('brd', brandId)),
      },
    });
    return getCase(tx, id);
  });
}

async function takeAsLeaving(
  tx: Tx,
  ctx: Context,
  scope: Scope,
  { id, number, contactId, brandIds, receivedAt, body, providerId }: ReplyCase,
  { verdict, note }: Judgement,
): Promise<void> {
  const evidence = {
    ...{ raw_text: body, provider_id: providerId, matched_by: 'judgement' },
    ...{ judged_by: scope.actor, judged_as: verdict, note, case: publicId('rcs', id) },
  };
  const optOut = {
    ...{ number, contactId, method: 'reply', occurredAt: receivedAt, evidence },
    ...(verdict === 'wrong_number' ? { reason: verdict } : {}),
  };
  for (const brandId of brandIds.toSorted())
    await optOutMany(tx, ctx, { brandId, actor: scope.actor, optOuts: [optOut] });
  if (contactId === null) return;
  if (verdict === 'wrong_number') await noteReassigned(tx, [contactId], ctx.clock.now());
  await stopQueuedForAll(tx, ctx, { contactIds: [contactId], brandIds });
}

/** Who has left is let go as well: should they come back, nothing of theirs waits for a judgement that was given. */
async function letGo(tx: Tx, ctx: Context, number: string): Promise<void> {
  if ((await countOpenOf(tx, number)) > 0) return;
  await releaseMarketing(tx, number);
  await releaseHeldPeople(tx, ctx, 'judgement');
}
