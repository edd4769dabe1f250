/** One place in a phrase: the word sequences that may stand there, and whether it may be left out. */
interface Slot {
  readonly choices: readonly (readonly string[])[];
  readonly isOptional: boolean;
}

/** A phrase as a row of slots, and where in its clause it must stand. */
export interface Phrase {
  readonly startsClause: boolean;
  readonly endsClause: boolean;
  readonly slots: readonly Slot[];
}

/** Phrases by every word they can begin with, so that a reply is compared only with those that could fit. */
export type PhraseBook = ReadonlyMap<string, readonly Phrase[]>;

/** Compiles patterns of `(a|b)`, `(a|b)?`, `^` and `$`, as phrases.ts writes them. Choices do not nest. */
export function bindPhrases(patterns: readonly string[]): PhraseBook {
  const book = new Map<string, Phrase[]>();
  for (const pattern of patterns) {
    const phrase = {
      startsClause: pattern.startsWith('^'),
      endsClause: pattern.endsWith('$'),
      slots: slotsOf(pattern.replace(/[$^]/g, '')),
    };
    for (const word of new Set(firstWords(phrase.slots))) book.set(word, [...(book.get(word) ?? []), phrase]);
  }
  return book;
}

function slotsOf(pattern: string): readonly Slot[] {
  return [...pattern.matchAll(/\(([^()]+)\)(\??)|(\S+)/g)].map(([, choices, optional, word = '']) => ({
    choices: (choices ?? word).split('|').map((choice) => choice.split(' ')),
    isOptional: optional === '?',
  }));
}

function firstWords(slots: readonly Slot[]): readonly string[] {
  const [slot, ...rest] = slots;
  if (!slot) return [];
  const own = slot.choices.map(([word = '']) => word);
  return slot.isOptional ? [...own, ...firstWords(rest)] : own;
}

/**
 * Finds a phrase that begins at `start` of a clause. It is tried in all its lengths until `accepts` agrees to where it
 * ends. The work is bounded by the pattern (a handful of slots), whatever the reply.
 *
 * @returns the index after its last word, or undefined
 */
export function findPhraseEnd(
  book: PhraseBook,
  clause: readonly string[],
  start: number,
  accepts: (phrase: Phrase, end: number) => boolean,
): number | undefined {
  for (const phrase of book.get(clause[start] ?? '') ?? []) {
    const end = endOf(phrase.slots, 0, clause, start, (at) => at > start && accepts(phrase, at));
    if (end !== undefined) return end;
  }
  return undefined;
}

function endOf(
  slots: readonly Slot[],
  next: number,
  clause: readonly string[],
  at: number,
  accepts: (end: number) => boolean,
): number | undefined {
  const slot = slots[next];
  if (!slot) return accepts(at) ? at : undefined;
  for (const choice of slot.choices) {
    if (!choice.every((word, offset) => clause[at + offset] === word)) continue;
    const end = endOf(slots, next + 1, clause, at + choice.length, accepts);
    if (end !== undefined) return end;
  }
  return slot.isOptional ? endOf(slots, next + 1, clause, at, accepts) : undefined;
}
