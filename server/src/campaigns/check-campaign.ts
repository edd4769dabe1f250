import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import { Conflict, Invalid, type ProblemDetail } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { getCampaign, lockCampaign, saveCheck } from './campaign.queries.ts';
import type { Campaign } from './campaign.ts';
import { decideMove } from './campaign-states.ts';
import { loadContent } from './load-question.ts';
import { type Findout, findOutAbout } from './preview-campaign.ts';
import type { Finding } from './text-problems.ts';

/**
 * Renders the text for everybody and binds the result to the content by its hash. Refused with all problems at once.
 * The reading takes seconds for a million people and holds no lock; only then is the campaign locked, and what was
 * edited meanwhile makes the check void.
 */
export async function checkCampaign(
  ctx: Context,
  scope: Scope,
  id: string,
): Promise<Campaign & { findout: Findout }> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const read = await getCampaign(tx, id);
    decideMove(read.status, 'check');
    const findout = await findOutAbout(ctx, tx, read);
    refuseProblems(findout);
    const campaign = await lockCampaign(tx, id);
    const status = decideMove(campaign.status, 'check') ?? campaign.status;
    const { contentHash } = await loadContent(tx, campaign, ctx.clock.now());
    if (!contentHash.equals(findout.contentHash)) {
      throw new Conflict(
        'campaign.changed_meanwhile',
        'The campaign was changed while it was checked. Check it again.',
      );
    }
    await saveCheck(tx, id, { status, contentHash, estimate: findout.estimate });
    await recordAudit(tx, scope, {
      act: 'campaign.checked',
      object: publicId('cmp', id),
      before: { status: campaign.status },
      after: { status, content_sha256: contentHash.toString('hex'), people: findout.estimate.people },
    });
    return { ...(await getCampaign(tx, id)), findout };
  });
}

function refuseProblems({ problems }: Findout): void {
  const first = problems[0];
  if (!first) return;
  const details = problems.map(toDetail);
  const sentence =
    problems.length === 1
      ? first.sentence
      : `${problems.length} things stand against this campaign. ${first.sentence}`;
  throw new Invalid(problems.length === 1 ? first.code : 'campaign.not_ready', sentence, details);
}

const toDetail = ({ pointer, code, sentence, position, end, suggestion }: Finding): ProblemDetail => ({
  ...{ pointer, code, detail: sentence },
  ...(position === undefined ? {} : { position }),
  ...(end === undefined ? {} : { end }),
  ...(suggestion === undefined ? {} : { suggestion }),
});
