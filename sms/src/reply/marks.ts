import { markPhrases } from './mark-phrases.ts';
import type { Clauses } from './normalise.ts';
import { bindPhrases, findPhraseEnd } from './phrase-patterns.ts';

/**
 * What else a reply says that somebody should know of.
 *
 * `legal_threat` a lawyer, a law or an authority is named · `complaint` anger or reproach · `ignored_optout` says to have
 * left before · `denies_consent` never agreed · `erasure` wants personal data deleted · `minor` a child has the phone ·
 * `death` the person has died · `moved` lives elsewhere now · `reassigned` the number has another owner ·
 * `booking` cancels, confirms or moves an appointment or order · `preference` fewer, other hours, another channel or language ·
 * `new_number` gives another number · `stop_words` asks to stop, beside whatever else · `question` asks something ·
 * `reaction` a tap on our text · `auto_reply` a machine answered · `unknown_script` letters that the reader does not read ·
 * `keeps` asks not to be removed
 */
export type Mark =
  | 'legal_threat'
  | 'complaint'
  | 'ignored_optout'
  | 'denies_consent'
  | 'erasure'
  | 'minor'
  | 'death'
  | 'moved'
  | 'reassigned'
  | 'booking'
  | 'preference'
  | 'new_number'
  | 'stop_words'
  | 'question'
  | 'reaction'
  | 'auto_reply'
  | 'unknown_script'
  | 'keeps';

const books = Object.entries(markPhrases).map(
  ([mark, phrases]) => [mark as keyof typeof markPhrases, bindPhrases(phrases)] as const,
);

/** The marks whose phrases a reply holds, in a fixed order. */
export function findMarks(clauses: Clauses): Mark[] {
  return books
    .filter(([, book]) =>
      clauses.some((clause) =>
        clause.some((_, start) => findPhraseEnd(book, clause, start, () => true) !== undefined),
      ),
    )
    .map(([mark]) => mark);
}
