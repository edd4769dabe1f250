import { promotionalPurposes, tellsHowToLeave } from '@tidings/policy/content';
import { findToldContacts, lintForProgram } from '../compliance/index.ts';
import { getBrand } from '../contacts/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { SaidText, WordsFinding, WordsFindings } from '../templates/index.ts';
import type { LoadedContent } from './load-question.ts';
import { scanStandings } from './scan.queries.ts';
import type { StandingQuestion } from './standing.queries.ts';

/**
 * What speaks against the words of a campaign. Whether they must say how to leave depends on the people: one of them who
 * has not been told within 30 days is enough, because all of them get the same text.
 */
export async function lintCampaign(
  tx: Tx,
  { program, purpose, cleared, sender, workspace, question, words }: LoadedContent,
  now: Date,
): Promise<WordsFindings> {
  const said = words.all.filter(({ body }) => body.trim() !== '');
  if (said.length === 0) return { problems: [], warnings: [] };
  const isPromotional = promotionalPurposes.includes(purpose);
  const isAsked = isPromotional && said.some(({ body }) => !tellsHowToLeave(body));
  const isUntold = isAsked && (await isAnybodyUntold(tx, question, now));
  const brand = await getBrand(tx, program.brandId);
  const found = said.map((one) => {
    const { problems, warnings } = lintForProgram({
      ...{ program, brand, cleared, body: one.body, country: workspace.country },
      isOptOutLineDue: isUntold && !tellsHowToLeave(one.body),
      canReply: sender.kind !== 'alphanumeric',
    });
    return { problems: problems.map(placedIn(one)), warnings: warnings.map(placedIn(one)) };
  });
  return {
    problems: found.flatMap(({ problems }) => problems),
    warnings: found.flatMap(({ warnings }) => warnings),
  };
}

/** A finding by its place in what was written; what stands in a snippet is found at the tag that brought it. */
export const placedIn =
  ({ tag, pointer, placeOf }: SaidText) =>
  (one: WordsFinding): WordsFinding => ({
    ...one,
    pointer,
    sentence: tag === null ? one.sentence : `In the text for ${tag}: ${one.sentence}`,
    position: placeOf(one.position),
    end: one.end > one.position ? placeOf(one.end - 1) + 1 : placeOf(one.end),
  });

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
