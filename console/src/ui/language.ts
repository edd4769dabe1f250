import type { Phrasebook } from '@tidings/sms/sentences';
import type { Dictionary } from './words/dictionary.ts';

/**
 * The language of the console. English sentences stand in the code and are the keys of every other language, so that a
 * screen reads as what it says and a missing translation shows English, never a code. Call `t` while something is
 * drawn, not when a module loads: the language is chosen after the first modules are there.
 */
export const languages = { en: 'English', es: 'Español' } as const;
export type Language = keyof typeof languages;

export type Values = Readonly<Record<string, string | number>>;

type Book = {
  readonly sentences: Dictionary;
  readonly says: Phrasebook;
  readonly saysOfActs: Phrasebook;
};
const english: Book = { sentences: {}, says: String, saysOfActs: String };
const books: Partial<Record<Language, () => Promise<Book>>> = {
  es: () =>
    import('./words/es.ts').then(({ spanish, saysOfTexts, saysOfActs }) => ({
      sentences: spanish,
      says: saysOfTexts,
      saysOfActs,
    })),
};

let current: Language = 'en';
let { sentences: dictionary, says, saysOfActs } = english;
let plurals = new Intl.PluralRules('en');

export function language(): Language {
  return current;
}

/** Loads the sentences of a language. Until it is done, and where it fails, the console speaks English. */
export async function openLanguage(wanted: Language): Promise<void> {
  const found = (await books[wanted]?.()) ?? english;
  current = wanted;
  ({ sentences: dictionary, says, saysOfActs } = found);
  plurals = new Intl.PluralRules(wanted);
}

/** What somebody wants to read: what they chose here, else the first language of their browser that we have. */
export function wantedLanguage(chosen: string | null, ofBrowser: readonly string[]): Language {
  const known = (name: string | null): name is Language => name !== null && Object.hasOwn(languages, name);
  if (known(chosen)) return chosen;
  return ofBrowser.map((name) => name.slice(0, 2).toLowerCase()).find(known) ?? 'en';
}

/** A sentence in the reader's language; `{name}` in it stands for a value. */
export function t(sentence: string, values: Values = {}): string {
  const found = Object.hasOwn(dictionary, sentence) ? dictionary[sentence] : undefined;
  return fill(typeof found === 'string' ? found : sentence, values);
}

/** What the rules of texts say in this browser, in the reader's language. What the server says comes in it already. */
export const saidOfTexts = (sentence: string): string => says(sentence);

/** An act of the audit, "Campaign created", in the reader's language. */
export const saidOfActs = (words: string): string => saysOfActs(words);

/** Names a sentence where it stands in a table that is made before the language is known; `t` says it when it is drawn. */
export const later = (sentence: string): string => sentence;

/** A sentence that follows a number: `tn(3, '{n} person', '{n} people')`. The number is written as everywhere. */
export function tn(count: number, one: string, other: string, values: Values = {}): string {
  const all = { n: writeWhole(count), ...values };
  const found = dictionary[other];
  if (typeof found === 'object') return fill(found[plurals.select(count)] ?? found.other ?? other, all);
  return fill(count === 1 ? one : other, all);
}

const wholes = new Map<Language, Intl.NumberFormat>();

/** A whole number, grouped as the reader's language does, with a true minus sign. */
export function writeWhole(count: number): string {
  let whole = wholes.get(current);
  if (!whole) {
    // Spanish leaves four digits ungrouped by default; columns of numbers line up better when all are.
    whole = new Intl.NumberFormat(current, { maximumFractionDigits: 0, useGrouping: 'always' });
    wholes.set(current, whole);
  }
  return count < 0 ? `−${whole.format(-count)}` : whole.format(count);
}

function fill(sentence: string, values: Values): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
