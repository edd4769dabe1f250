import { markPhrases } from './mark-phrases.ts';
import type { Clauses } from './normalise.ts';
import { bindPhrases, findPhraseEnd, type PhraseBook } from './phrase-patterns.ts';

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

type Phrased = keyof typeof markPhrases;

const books = (Object.keys(markPhrases) as Phrased[]).map(
  (mark) => [mark, bindPhrases(markPhrases[mark])] as const,
);
// Which books have a phrase that begins with a word: most words of most replies begin none.
const booksByWord = new Map<string, (readonly [Phrased, PhraseBook])[]>();
for (const entry of books)
  for (const word of entry[1].keys()) booksByWord.set(word, [...(booksByWord.get(word) ?? []), entry]);

/** The marks whose phrases a reply holds, in a fixed order. */
export function findMarks(clauses: Clauses): Mark[] {
  const found = new Set<Mark>();
  for (const clause of clauses) {
    for (let start = 0; start < clause.length; start++) {
      for (const [mark, book] of booksByWord.get(clause[start] ?? '') ?? []) {
        if (!found.has(mark) && findPhraseEnd(book, clause, start, () => true) !== undefined) found.add(mark);
      }
    }
  }
  return books.map(([mark]) => mark).filter((mark) => found.has(mark));
}
