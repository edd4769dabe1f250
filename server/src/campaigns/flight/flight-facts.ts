import { getSwitches } from '../../accounts/index.ts';
import { findSegmentWarnings } from '../../audiences/index.ts';
import { laneOf, mayLeave } from '../../dispatch/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { findHold } from '../../platform/installation.queries.ts';
import { findApprovalPolicy, listApprovals, listAuthorAccounts } from '../approval.queries.ts';
import { type Standing, standingOf } from '../approval.ts';
import type { Campaign } from '../campaign.ts';
import { lintCampaign } from '../lint-campaign.ts';
import type { LoadedContent } from '../load-question.ts';
import { findPapersProblems } from '../papers-problems.ts';
import { isSame } from '../preview-campaign.ts';
import { findCouponWarnings, type ReadWords } from '../read-against-fields.ts';
import { type Findings, findAlphabetWarnings, findAudienceProblems } from '../text-problems.ts';
import type { FlightScan } from './scan-flight.ts';

/** What speaks against the words, and what rendering them for everybody has shown. */
export async function findingsOf(
  tx: Tx,
  { body }: Campaign,
  loaded: LoadedContent,
  { estimate, counts, warnings }: Pick<FlightScan, 'estimate' | 'counts' | 'warnings'>,
  words: ReadWords,
  at: Date,
): Promise<Findings> {
  const { problems } = words;
  const said = await lintCampaign(tx, body, loaded, at);
  // That everybody lacks an unknown field would only repeat that it is unknown.
  const fromAudience = problems.length > 0 ? [] : findAudienceProblems(estimate);
  return {
    problems: [
      ...findPapersProblems(loaded.sender, counts, at).problems,
      ...problems,
      ...fromAudience,
      ...said.problems.filter((one) => !problems.some(isSame(one))),
    ],
    warnings: [
      ...said.warnings,
      ...warnings,
      ...findAlphabetWarnings(estimate),
      ...findCouponWarnings(words, counts.willReceive),
      ...(await findSegmentWarnings(tx, loaded.question.choice)),
    ],
  };
}

export async function approvalOf(
  tx: Tx,
  { id }: Campaign,
  { contentHash, program }: LoadedContent,
  people: number,
  at: Date,
): Promise<Standing> {
  const subject = {
    contentHash,
    people,
    purpose: program.purpose,
    authors: await listAuthorAccounts(tx, id),
  };
  return standingOf(await findApprovalPolicy(tx), subject, await listApprovals(tx, id), at);
}

/** Why nothing of this purpose leaves at present, whoever launches what. */
export async function stoppedBy(tx: Tx, purpose: string): Promise<string | null> {
  const { hold } = await findHold(tx);
  if (hold)
    return 'Nothing leaves while this installation is on hold: an operator must say what becomes of earlier texts.';
  const { sending } = await getSwitches(tx);
  if (mayLeave(laneOf(purpose), sending)) return null;
  return 'Sending is stopped: what is launched now waits until somebody lets it go on.';
}
