import type { Label } from './model.ts';
import type { Prepared } from './prepare.ts';
import { isOfPerson, isOfTexts, isOfWish, laughs } from './senses.ts';
import { withoutFillers } from './stop-phrases.ts';
import { deedsOf } from './structure.ts';

/**
 * How sure is sure. The same probability means less where people laugh, ask, deny or speak of somebody else: of the
 * sentences of authors left out of training, those were the ones that were taken for leaving and were not.
 */
export const sureFrom = 0.64;
const sureOfQuestionFrom = 0.85; // "Would stopping the texts …?"; "how do I stop these?" is surer than that.
const sureOfDeniedFrom = 0.8; // "Do not contact my employer".
const holdFrom = 0.16;
const sureOfAnotherFrom = 0.85; // "Tell him to stop texting me" speaks of somebody else's texts.
export const sureOfOtherThingsFrom = 0.9; // "Stop that transaction" is of no texts, however near it comes.
const holdOfOtherThingsFrom = 0.6;
const sureOfLimitedFrom = 0.68; // "Stop sending these twice" wants fewer, or none.
const holdOfAnotherFrom = 0.35;
const wrongNumberSureFrom = 0.52;
const wrongNameSureFrom = 0.36; // "Hm? I'm not Lena": hardly anything else with a name in it reads like it.
const wrongSomethingSureFrom = 0.75; // "Not my favorite": no person and no number is named.
const sureOfJokesFrom = 0.985; // "Hammer time! get it? stop": somebody laughs, and no word is about texts.
const holdOfFaintFrom = 0.3; // "No thanks, already ate": words of refusing alone.
const requests = new Set(
  'how can could will como puede pueden podria podrian comment pouvez pourriez'.split(' '),
);
const fewDeeds = 3;

/** From which probability of leaving on a reply is not let pass: what is below it asks for nothing. */
export function holdsFor(prepared: Prepared, isElsewhere: boolean): number {
  if (isElsewhere) return holdOfOtherThingsFrom;
  if (isFaint(prepared.clauses)) return holdOfFaintFrom;
  return isOfAnother(prepared) ? holdOfAnotherFrom : holdFrom;
}

/** "She wants to opt out" may be of anything that she is in; "she wants no more texts" is of us. */
function isOfAnother({ clauses, doubts }: Prepared): boolean {
  return doubts.has('of another') || /^(?:she|he)$/.test(clauses[0]?.[0] ?? '');
}

/** From which probability on a reply is acted on at once; between this and `holdsFor` a person decides. */
export function sureFor(label: Label, prepared: Prepared): number {
  const { clauses, hints, doubts } = prepared;
  if (doubts.has('of another')) return sureOfAnotherFrom;
  if (label === 'wrong_number') return wrongNumberFrom(prepared);
  if (isJoke(clauses, hints)) return sureOfJokesFrom;
  if (hints.includes('question') && !clauses.some(isRequest)) return sureOfQuestionFrom;
  if (deedsOf(clauses, fewDeeds).some(({ isDenied }) => isDenied)) return sureOfDeniedFrom;
  return doubts.has('limited') ? sureOfLimitedFrom : sureFrom;
}

/** "How do I stop these?", "can you take me off": asked for by asking. */
function isRequest(clause: readonly string[]): boolean {
  return requests.has(withoutFillers(clause)[0] ?? '');
}

function wrongNumberFrom({ clauses, hints }: Prepared): number {
  if (hints.includes('capital')) return wrongNameSureFrom;
  return clauses.some((clause) => clause.some(isOfPerson)) ? wrongNumberSureFrom : wrongSomethingSureFrom;
}

function isJoke(clauses: Prepared['clauses'], hints: Prepared['hints']): boolean {
  if (!hints.includes('happy sign') && !clauses.some((clause) => clause.some(laughs))) return false;
  return !clauses.some((clause) => clause.some(isOfTexts));
}

/** No word names a deed of leaving, and none is about texts. */
function isFaint(clauses: Prepared['clauses']): boolean {
  return !clauses.some((clause) => clause.some((word) => isOfWish(word) || isOfTexts(word)));
}
