import { chooseLanguage, languageTagOf } from '@tidings/sms';
import { Invalid } from '../platform/errors.ts';

/** Texts by the language of those who get them, under tags in small letters: `es`, `es-mx`. */
export type Texts = Readonly<Record<string, string>>;

/** One thing said in several languages: the body for everybody, and others for those who read another language. */
export type Words = {
  /** What the body is written in. */
  readonly language: string;
  readonly body: string;
  readonly texts: Texts;
};

export const usualLanguage = 'en';
const mostLanguages = 20;

/** The tag of a language as it is kept. */
export function readLanguage(written: string, pointer = '/language'): string {
  const tag = languageTagOf(written);
  if (tag !== null) return tag;
  const detail = `“${written.slice(0, 40)}” is no language: write its tag, such as es or es-MX.`;
  throw new Invalid('text.bad_language', detail, [{ pointer, code: 'text.bad_language', detail }]);
}

/** Texts as they are kept. `check` looks at each and refuses what cannot be said, with the place. */
export function readTexts(
  texts: Texts,
  language: string,
  check: (body: string, pointer: string) => void = () => {},
): Texts {
  const entries = Object.entries(texts);
  if (entries.length > mostLanguages) throw badTexts(`Write at most ${mostLanguages} languages.`, '/texts');
  const kept = new Map<string, string>();
  for (const [written, body] of entries) {
    const pointer = pointerOf(written);
    const tag = readLanguage(written, pointer);
    if (tag === language)
      throw badTexts(
        `The body is the text for ${tag} already: write that there, or say another language of the body.`,
        pointer,
      );
    if (kept.has(tag)) throw badTexts(`There are two texts for ${tag}: leave one.`, pointer);
    if (body.trim() === '')
      throw badTexts(`Write the text for ${tag}, or leave the language out: it is empty.`, pointer);
    check(body, pointer);
    kept.set(tag, body);
  }
  return Object.fromEntries([...kept].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Whatever order they are in. */
export function areSame(one: Texts, other: Texts): boolean {
  const tags = Object.keys(one);
  return tags.length === Object.keys(other).length && tags.every((tag) => one[tag] === other[tag]);
}

const badTexts = (detail: string, pointer: string) =>
  new Invalid('text.bad_texts', detail, [{ pointer, code: 'text.bad_texts', detail }]);

/** Where the text for a language stands in a request. */
export const pointerOf = (tag: string): string => `/texts/${tag.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** The text of a person who reads `language`, and the tag it is kept under; null for the body. */
export function textFor(
  words: Pick<Words, 'body' | 'texts'>,
  language: unknown,
): { tag: string | null; body: string } {
  const tag = chooseLanguage(language, { has: (one) => Object.hasOwn(words.texts, one) });
  return { tag, body: (tag === null ? undefined : words.texts[tag]) ?? words.body };
}
