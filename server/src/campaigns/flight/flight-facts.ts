import { getSwitches } from '../../accounts/index.ts';
import { findSegmentWarnings } from '../../audiences/index.ts';
import { laneOf, mayLeave } from '../../dispatch/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { findHold } from '../../platform/installation.queries.ts';
import type { SaidWords } from '../../templates/index.ts';
import { findApprovalPolicy, listApprovals, listAuthorAccounts } from '../approval.queries.ts';
import { type Standing, standingOf } from '../approval.ts';
import { countWhole } from '../approve-campaign.ts';
import type { Campaign } from '../campaign.ts';
import { lintCampaign } from '../lint-campaign.ts';
import type { LoadedContent } from '../load-question.ts';
import { findPapersProblems } from '../papers-problems.ts';
import { isSame } from '../preview-campaign.ts';
import { findCouponWarnings, type ReadWords } from '../read-against-fields.ts';
import { type Finding, type Findings, findAlphabetWarnings, findAudienceProblems } from '../text-problems.ts';
import { findLanguageWarnings } from './languages.ts';
import type { FlightScan } from './scan-flight.ts';

/** What speaks against the words, and what rendering them for everybody has shown. */
export async function findingsOf(
  tx: Tx,
  loaded: LoadedContent,
  {
    estimate,
    counts,
    warnings,
    languages,
  }: Pick<FlightScan, 'estimate' | 'counts' | 'warnings' | 'languages'>,
  words: ReadWords,
  at: Date,
): Promise<Findings> {
  const { problems } = words;
  const said = await lintCampaign(tx, loaded, at);
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
      ...findLanguageWarnings(languages, loaded.words.language),
      ...findOldSnippets(loaded.words),
      ...findCouponWarnings(words, counts.willReceive),
      ...(await findSegmentWarnings(tx, loaded.question.choice)),
    ],
  };
}

/** Snippets that were written anew since the campaign was checked, and are said as they were then. */
function findOldSnippets({ outdated }: SaidWords): Finding[] {
  if (outdated.length === 0) return [];
  const sentence = `There are newer words of ${outdated.join(', ')}. What was checked is said; check the campaign again to say the new ones.`;
  return [{ code: 'snippet.newer_version', sentence, pointer: '/body' }];
}

export async function approvalOf(
  tx: Tx,
  campaign: Campaign,
  { contentHash, program }: LoadedContent,
  people: number,
  at: Date,
): Promise<Standing> {
  const subject = {
    contentHash,
    people,
    whole: await countWhole(tx, campaign),
    purpose: program.purpose,
    authors: await listAuthorAccounts(tx, campaign.id),
  };
  return standingOf(await findApprovalPolicy(tx), subject, await listApprovals(tx, campaign.id), at);
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
