import type { Hint } from './features.ts';
import { knownWords } from './lexicon.ts';
import { type Clauses, isAscii, toClauses, withoutQuotations } from './normalise.ts';
import { type Doubt, findStop } from './stop-phrases.ts';

/** A reply as the rules and the model look at it. */
export interface Prepared {
  /** Its words as written, for keywords. */
  readonly message: readonly string[];
  /** Its words as the reader knows them, quotations left out. */
  readonly clauses: Clauses;
  /** A phrase that asks to leave, when a rule found one. */
  readonly stopPhrase: string | undefined;
  /** What takes such a phrase back: "stop texting me after nine", "she wants to opt out". */
  readonly doubts: ReadonlySet<Doubt>;
  readonly hints: readonly Hint[];
}

export function prepare(readable: string): Prepared {
  const written = toClauses(readable);
  const unquoted = withoutQuotations(readable);
  const clauses = (unquoted === readable ? written : toClauses(unquoted)).map(knownWords);
  const { phrase: stopPhrase, doubts } = findStop(clauses);
  return {
    message: written.flat(),
    clauses,
    stopPhrase,
    doubts,
    hints: [...hintsOf(readable, stopPhrase), ...doubts],
  };
}

const signs: readonly (readonly [Hint, RegExp])[] = [
  ['question', /[?¿]/],
  ['exclamation', /!/],
  ['stop sign', /[🛑✋🚫❌⛔]/u],
  ['rude sign', /[🖕🤬😡😤]/u],
  ['happy sign', /[😂🤣😍🥰👍🙌🎉💯😅]|❤/u],
  ['link', /https?:|www\./],
  ['digits', /\d/],
];

// A capital within a sentence of small letters: "I'm not Wilmer".
const namesSomebody = /[\p{Ll}’'],? \p{Lu}\p{Ll}+/u;
const namesSomebodyPlainly = /[a-z'],? [A-Z][a-z]+/;

const plainSigns = signs.filter(([hint]) => !hint.endsWith(' sign'));

function hintsOf(readable: string, stopPhrase: string | undefined): Hint[] {
  const possible = isAscii(readable) ? plainSigns : signs;
  const found = possible.filter(([, sign]) => sign.test(readable)).map(([hint]) => hint);
  if (stopPhrase !== undefined) found.push('stop phrase');
  const named = possible === plainSigns ? namesSomebodyPlainly : namesSomebody;
  if (named.test(readable)) found.push('capital');
  if (readable.length > 5 && readable === readable.toUpperCase()) found.push('capitals');
  return found;
}
