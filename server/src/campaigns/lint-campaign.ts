import { promotionalPurposes, tellsHowToLeave } from '@tidings/policy/content';
import { findToldContacts, lintForProgram } from '../compliance/index.ts';
import { getBrand } from '../contacts/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { WordsFindings } from '../templates/index.ts';
import type { LoadedContent } from './load-question.ts';
import { scanStandings } from './scan.queries.ts';
import type { StandingQuestion } from './standing.queries.ts';

/**
 * What speaks against the words of a campaign. Whether they must say how to leave depends on the people: one of them who
 * has not been told within 30 days is enough, because all of them get the same text.
 */
export async function lintCampaign(
  tx: Tx,
  body: string,
  { program, purpose, cleared, sender, workspace, question }: LoadedContent,
  now: Date,
): Promise<WordsFindings> {
  if (body.trim() === '') return { problems: [], warnings: [] };
  const isPromotional = promotionalPurposes.includes(purpose);
  const isOptOutLineDue =
    isPromotional && !tellsHowToLeave(body) && (await isAnybodyUntold(tx, question, now));
  return lintForProgram({
    ...{ program, body, isOptOutLineDue, cleared },
    brand: await getBrand(tx, program.brandId),
    country: workspace.country,
    canReply: sender.kind !== 'alphanumeric',
  });
}

/**
 * Asked only of a text that does not say how to leave, and over with the first ten thousand people in nearly every case; where
 * all have been told, each of them is looked up once.
 */
async function isAnybodyUntold(tx: Tx, question: StandingQuestion, now: Date): Promise<boolean> {
  for await (const people of scanStandings(tx, question, [])) {
    const receivers = people.filter(({ $reason }) => $reason === null).map(({ $id }) => $id);
    const told = await findToldContacts(tx, question.program.brandId, receivers, now);
    if (told.size < receivers.length) return true;
  }
  return false;
}
