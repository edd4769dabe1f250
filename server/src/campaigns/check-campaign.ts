import { recordAudit, type Scope } from '../accounts/index.ts';
import { learnLines } from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import { Conflict, Invalid, type ProblemDetail } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { getCampaign, lockCampaign, saveCheck } from './campaign.queries.ts';
import { type MediaOf, noMediaKnown } from './campaign-mms.ts';
import { decideMove } from './campaign-states.ts';
import { type FlightCheck, readFlight } from './flight/check-flight.ts';
import { launchAheadOf, noPlanKnown, type PlanOf } from './hours/armed-plan.ts';
import { loadContent } from './load-question.ts';
import type { Finding, Findings } from './text-problems.ts';

/**
 * The flight check, and what it found is kept: the campaign is checked, bound to its content by a hash. Refused with all
 * problems at once where its words, its audience or its sender must be mended; what others must do, such as to approve it
 * or to raise a budget, is said in the answer. The reading takes seconds for a million people and holds no lock; only then
 * is the campaign locked, and what was edited meanwhile makes the check void.
 */
export async function checkCampaign(
  ctx: Context,
  scope: Scope,
  id: string,
  at?: Date,
  mediaOf: MediaOf = noMediaKnown,
  planOf: PlanOf = noPlanKnown,
): Promise<FlightCheck> {
  const beganMs = ctx.clock.monotonicMs();
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const read = await getCampaign(tx, id);
    decideMove(read.status, 'check');
    await learnLines(tx, ctx.clock.now());
    const { contentHash: found, ...flight } = await readFlight(
      ctx,
      tx,
      // A check takes snippets as they are now; from then on the campaign says what was checked.
      { ...read, snippets: null },
      await launchAheadOf(tx, read, planOf, { at, now: ctx.clock.now() }),
      mediaOf,
    );
    refuseProblems(flight.findings);
    const campaign = await lockCampaign(tx, id);
    const status = decideMove(campaign.status, 'check') ?? campaign.status;
    const { contentHash, words } = await loadContent(
      ctx,
      tx,
      { ...campaign, snippets: null },
      ctx.clock.now(),
    );
    if (!contentHash.equals(found)) {
      throw new Conflict(
        'campaign.changed_meanwhile',
        'The campaign was changed while it was checked. Check it again.',
      );
    }
    const { estimate } = flight.scan;
    await saveCheck(tx, id, { status, contentHash, estimate, snippets: words.versions });
    await recordAudit(tx, scope, {
      act: 'campaign.checked',
      object: publicId('cmp', id),
      before: { status: campaign.status },
      after: {
        ...{ status, content_sha256: contentHash.toString('hex'), people: estimate.people },
        ...(Object.keys(words.versions).length > 0 && { snippets: words.versions }),
      },
    });
    const tookMs = Math.round(ctx.clock.monotonicMs() - beganMs);
    return { ...flight, campaign: await getCampaign(tx, id), isKept: true, tookMs };
  });
}

function refuseProblems({ problems }: Findings): void {
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
