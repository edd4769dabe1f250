import { normaliseReply } from '@tidings/sms';
import { editDistance } from './edit-distance.ts';
import { type Choice, isOpen, type Keyword } from './keyword.ts';
import { reservedNear } from './reserved-words.ts';

/** What a text means to the keywords of a workspace. */
export type Match =
  | {
      readonly kind: 'keyword';
      readonly keyword: Keyword;
      readonly choice: string | null;
      /** The text is a word of the keyword and nothing else. */
      readonly isWhole: boolean;
    }
  /** Nearly one. `word` is what was probably meant, as the business writes it. */
  | { readonly kind: 'near'; readonly keyword: Keyword; readonly word: string }
  /** No keyword, and so close to a word of the rules that a person has to look at it. */
  | { readonly kind: 'reserved'; readonly word: string }
  | { readonly kind: 'default'; readonly keyword: Keyword }
  | { readonly kind: 'none' };

/**
 * Reads a text for keywords: the whole of it first, then, where a keyword allows more words after it, its beginning, the
 * longest word first. Spelling is compared as replies are (`normaliseReply`): case, accents, punctuation, emoji and spaced
 * letters make no difference. A keyword of one number comes before one of all numbers. Whether the text is a STOP, START
 * or HELP is not asked here: it must have been before.
 */
export function matchKeyword(
  body: string,
  book: KeywordBook,
  about: { readonly senderId: string | null; readonly at: Date },
): Match {
  const text = normaliseReply(body);
  const open = book.filter(({ keyword }) => isOpen(keyword, about.senderId, about.at));
  const entries = open.flatMap((one) => one.entries);
  const found = findWhole(text, entries) ?? findBeginning(text, entries);
  if (found) {
    const { keyword, choice } = found;
    return { kind: 'keyword', keyword, choice, isWhole: choice === null && found.text === text };
  }
  const reserved = isShort(text) ? reservedNear(text, 1, editDistance) : null;
  if (reserved !== null) return { kind: 'reserved', word: reserved };
  return findNear(text, entries) ?? findDefault(open.map(({ keyword }) => keyword));
}

/** The keywords of a workspace with every spelling that means them; those of one number first. */
export type KeywordBook = readonly { readonly keyword: Keyword; readonly entries: readonly Entry[] }[];

/** Brings all spellings into the form in which they are compared, once for many texts: five hundred keywords take 20 ms. */
export const bindKeywords = (keywords: readonly Keyword[]): KeywordBook =>
  keywords
    .toSorted((one, other) => Number(other.senderId !== null) - Number(one.senderId !== null))
    .map((keyword) => ({ keyword, entries: entriesOf(keyword) }));

/** One spelling that means something: a word of a keyword, a choice alone, or the two together. */
type Entry = {
  readonly text: string;
  readonly written: string;
  readonly keyword: Keyword;
  readonly choice: string | null;
  readonly mayGoOn: boolean;
};

function entriesOf(keyword: Keyword): Entry[] {
  const entry = (written: string, choice: string | null, mayGoOn: boolean): Entry => ({
    ...{ text: normaliseReply(written), written, keyword, choice, mayGoOn },
  });
  const spellings = keyword.choices.flatMap((choice) =>
    spellingsOf(choice).flatMap((word) => [
      entry(word, choice.name, false),
      ...keyword.words.map((first) => entry(`${first} ${word}`, choice.name, true)),
    ]),
  );
  return [...keyword.words.map((word) => entry(word, null, keyword.mayGoOn)), ...spellings].filter(
    ({ text }) => text !== '',
  );
}

/** All that a choice is voted for with. */
export const spellingsOf = ({ name, words }: Choice): string[] => [name, ...words];

const findWhole = (text: string, entries: readonly Entry[]): Entry | undefined =>
  text === '' ? undefined : entries.find((entry) => entry.text === text);

function findBeginning(text: string, entries: readonly Entry[]): Entry | undefined {
  let longest: Entry | undefined;
  for (const entry of entries)
    if (entry.mayGoOn && text.startsWith(`${entry.text} `) && entry.text.length > (longest?.text.length ?? 0))
      longest = entry;
  return longest;
}

/**
 * Whether the whole text is a keyword of the business. Such a text is not put down to a likeness with a wish to leave:
 * people were asked to send that very word, and the words of the rules are never among them.
 */
export function isOwnWord(
  body: string,
  book: KeywordBook,
  about: { readonly senderId: string | null; readonly at: Date },
): boolean {
  const open = book.filter(({ keyword }) => isOpen(keyword, about.senderId, about.at));
  return (
    findWhole(
      normaliseReply(body),
      open.flatMap((one) => one.entries),
    ) !== undefined
  );
}

// Longer texts are sentences, and a sentence is not a misspelt word.
const longestSlip = 34;
const mostWordsOfSlip = 3;
const isShort = (text: string): boolean =>
  text !== '' && text.length <= longestSlip && text.split(' ').length <= mostWordsOfSlip;

/** How many slips a word of this length may have: none in three letters, where every other word is one slip away. */
export const slipsIn = (word: string): number => (word.length <= 3 ? 0 : word.length <= 7 ? 1 : 2);

/** The one keyword that is nearest. Of two equally near ones neither is offered: we would guess. */
function findNear(text: string, entries: readonly Entry[]): Match | null {
  if (!isShort(text)) return null;
  let nearest: { entry: Entry; distance: number } | null = null;
  let isAlone = true;
  for (const entry of entries) {
    const bound = slipsIn(entry.text);
    if (!entry.keyword.isSuggested || bound === 0) continue;
    const distance = editDistance(text, entry.text, bound);
    if (distance > bound || (nearest && distance > nearest.distance)) continue;
    isAlone = !nearest || distance < nearest.distance || nearest.entry.keyword.id === entry.keyword.id;
    if (!nearest || distance < nearest.distance) nearest = { entry, distance };
  }
  if (!nearest || !isAlone || reservedNear(text, nearest.distance, editDistance) !== null) return null;
  return { kind: 'near', keyword: nearest.entry.keyword, word: nearest.entry.written };
}

function findDefault(open: readonly Keyword[]): Match {
  const keyword = open.find((one) => one.kind === 'default');
  return keyword ? { kind: 'default', keyword } : { kind: 'none' };
}
