import { chooseLanguage, languageTagOf } from '@tidings/sms';
import type { Words } from '../../templates/index.ts';
import type { Finding } from '../text-problems.ts';

/** Those who read one language, and the text that they get. */
export type LanguageLine = {
  /** As a tag in small letters; null for those of whom nobody has said it. */
  readonly language: string | null;
  readonly people: number;
  /** The tag of the text; null for the body. */
  readonly text: string | null;
  /** False where the body is in another language than theirs. */
  readonly isTheirs: boolean;
};

const mostLines = 100;

/** Counts people by what they read. */
export function openLanguages(words: Pick<Words, 'language' | 'texts'>) {
  const people = new Map<string | null, number>();
  const has = (tag: string) => Object.hasOwn(words.texts, tag);
  const line = (language: string | null, count: number): LanguageLine => {
    const text = chooseLanguage(language, { has });
    const isOfBody = language === null || sameLanguage(language, words.language);
    return { language, people: count, text, isTheirs: text !== null || isOfBody };
  };
  return {
    add(written: unknown): void {
      const tag = typeof written === 'string' ? languageTagOf(written) : null;
      people.set(tag, (people.get(tag) ?? 0) + 1);
    },
    result: (): LanguageLine[] =>
      [...people]
        .map(([language, count]) => line(language, count))
        .sort((one, other) => other.people - one.people)
        .slice(0, mostLines),
  };
}

const sameLanguage = (one: string, other: string) => one.split('-')[0] === other.split('-')[0];

/** That some get a text in another language than theirs. */
export function findLanguageWarnings(lines: readonly LanguageLine[], bodyLanguage: string): Finding[] {
  const without = lines.filter(({ isTheirs }) => !isTheirs);
  const people = without.reduce((sum, one) => sum + one.people, 0);
  if (people === 0) return [];
  const who = without
    .slice(0, 5)
    .map((one) => `${one.people.toLocaleString('en-US')} read ${one.language}`)
    .join(', ');
  const [count, verb, get, their] =
    people === 1
      ? ['1 person', 'has', 'gets', 'their']
      : [`${people.toLocaleString('en-US')} people`, 'have', 'get', 'their'];
  const sentence = `${count} ${verb} no text in ${their} language and ${get} the one in ${bodyLanguage}: ${who}. Write a text for them, or leave it so.`;
  return [{ code: 'text.other_language', sentence, pointer: '/texts', people }];
}
