import { t } from '../ui/language.ts';
import type { Field } from './fields.tsx';

/** The box for the same words in other languages. */
export const textsField = (texts: Readonly<Record<string, string>> = {}): Field => ({
  name: 'texts',
  label: t('In other languages'),
  kind: 'long',
  rows: 4,
  isRequired: false,
  initial: writeTexts(texts),
  help: t('One a line, with its language in front, such as es: Hola'),
});

/** Texts by language as people write them in one box, a language a line: `es: Hola`. A line without one belongs to the one above. */
export function readTexts(written: string | undefined): Record<string, string> {
  const texts: Record<string, string> = {};
  let tag: string | null = null;
  for (const line of (written ?? '').split('\n')) {
    const [, language, words = ''] =
      /^\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)\s*:\s?(.*)$/.exec(line) ?? [];
    if (language !== undefined) {
      tag = language;
      texts[tag] = words;
    } else if (tag !== null) texts[tag] += `\n${line}`;
  }
  return Object.fromEntries(Object.entries(texts).map(([language, words]) => [language, words.trimEnd()]));
}

export const writeTexts = (texts: Readonly<Record<string, string>>): string =>
  Object.entries(texts)
    .map(([tag, words]) => `${tag}: ${words}`)
    .join('\n');
