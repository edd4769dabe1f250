/** Sentences by what they are in English. What differs from time to time is `{1}`, `{2}` … in both. */
export type Phrases = Readonly<Record<string, string>>;

/** Says a sentence in another language; words that the book does not have come back as they are. */
export type Phrasebook = (words: string) => string;

type Pattern = {
  /** What stands before, between and behind the places, in order. */
  readonly literals: readonly string[];
  readonly places: readonly Place[];
  readonly phrase: string;
};
/** Between quotation marks stands what somebody has named, which is never translated. */
type Place = { readonly name: string; readonly isName: boolean };

// Longer, or more put together, is nothing that anybody says; without an end somebody's words could make an answer slow.
const mostCharacters = 2_000;
const mostSentences = 12;

/**
 * Opens a book. Sentences are found by their English words, so that whoever says them need know nothing of it, and one that was kept
 * for a year is said in a language that is new. Finding takes no regular expression: sentences carry words of strangers, and each
 * pattern goes through them once.
 *
 * `write` puts values into the language that are no words of the book, such as days and large numbers.
 */
export function openPhrasebook(phrases: Phrases, write: (value: string) => string = String): Phrasebook {
  const whole = new Map<string, string>();
  const byFirstWord = new Map<string, Pattern[]>();
  for (const [words, phrase] of Object.entries(phrases)) {
    if (!/\{\w+\}/.test(words)) whole.set(words, phrase);
    else {
      const pattern = readPattern(words, phrase);
      const key = firstWordOf(pattern.literals[0] ?? '');
      byFirstWord.set(key, [...(byFirstWord.get(key) ?? []), pattern]);
    }
  }
  // The one with the most words of its own is the one that is meant.
  for (const patterns of byFirstWord.values()) patterns.sort((a, b) => lengthOf(b) - lengthOf(a));

  const find = (words: string, isOneSentence: boolean): string | null => {
    const found = whole.get(words);
    if (found !== undefined) return found;
    for (const key of new Set([firstWordOf(words), '']))
      for (const pattern of byFirstWord.get(key) ?? []) {
        const values = valuesIn(words, pattern);
        if (values && !(isOneSentence && values.some(hasEnd))) return put(pattern, values);
      }
    return null;
  };
  const put = ({ places, phrase }: Pattern, values: readonly string[]): string => {
    const said = new Map(
      places.map(({ name, isName }, at) => [name, isName ? (values[at] ?? '') : sayValue(values[at] ?? '')]),
    );
    return phrase.replaceAll(/\{(\w+)\}/g, (place, name: string) => said.get(name) ?? place);
  };
  const sayValue = (value: string): string =>
    aroundWords(value, (words) => find(words, true) ?? saySeveral(words) ?? write(words));
  /** Sentences that were put together: as many of them at once as the book has, from the left. */
  const saySeveral = (words: string): string | null => {
    const sentences = words.split(endOfSentence);
    if (sentences.length > mostSentences) return null;
    for (let many = sentences.length - 1; many > 0; many--) {
      const found = find(sentences.slice(0, many).join(' '), true);
      if (found !== null) return `${found} ${say(sentences.slice(many).join(' '))}`;
    }
    if (sentences.length < 2) return null;
    const rest = saySeveral(sentences.slice(1).join(' ')) ?? find(sentences.slice(1).join(' '), true);
    return rest === null ? null : `${sentences[0]} ${rest}`;
  };
  const say = (value: string): string =>
    aroundWords(value, (words) => find(words, true) ?? saySeveral(words) ?? find(words, false) ?? words);
  return (words) => (words.length > mostCharacters ? words : say(words));
}

const endOfSentence = /(?<=[.?!]["”’)]?) (?=["“‘(]?[A-Z0-9])/;
const hasEnd = (value: string): boolean => /[.?!]["”’)]? ["“‘(]?[A-Z]/.test(value);

const aroundWords = (value: string, say: (words: string) => string): string => {
  const words = value.trim();
  return words === '' ? value : value.replace(words, () => say(words));
};

function readPattern(words: string, phrase: string): Pattern {
  const parts = words.split(/\{(\w+)\}/);
  const literals = parts.filter((_, at) => at % 2 === 0);
  const places = parts
    .filter((_, at) => at % 2 === 1)
    .map((name, at) => ({ name, isName: /[“"]$/.test(literals[at] ?? '') }));
  return { literals, places, phrase };
}

const lengthOf = ({ literals }: Pattern): number => literals.join('').length;

/** The first word, where it surely ends within these words. */
const firstWordOf = (words: string): string => words.slice(0, Math.max(0, words.indexOf(' ')));

function valuesIn(words: string, { literals }: Pattern): string[] | null {
  const first = literals[0] ?? '';
  const last = literals.at(-1) ?? '';
  const end = words.length - last.length;
  if (!words.startsWith(first) || !words.endsWith(last) || end < first.length) return null;
  const values: string[] = [];
  let from = first.length;
  for (const literal of literals.slice(1, -1)) {
    const at = words.indexOf(literal, from);
    if (at < 0 || at + literal.length > end) return null;
    values.push(words.slice(from, at));
    from = at + literal.length;
  }
  return [...values, words.slice(from, end)];
}
