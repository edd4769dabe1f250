import { later, t } from '../../ui/language.ts';

// Those for which the composer has nothing better to offer than their name, or to take them out: the library knows them in English.
const known: readonly string[] = [
  later('an emoji'),
  later('a Chinese character'),
  later('a Japanese letter'),
  later('a Korean letter'),
  later('a Cyrillic letter'),
  later('a Greek letter'),
  later('an Arabic letter'),
  later('a Hebrew letter'),
  later('a Devanagari letter'),
  later('a Thai letter'),
  later('a letter of another alphabet'),
  later('a currency sign'),
  later('a symbol'),
  later('a special character'),
  later('an invisible joiner'),
  later('an invisible direction mark'),
  later('an invisible style mark'),
  later('an invisible control character'),
];

/** What to call a character in a sentence, in the reader's language. */
export const characterName = (name: string): string => (known.includes(name) ? t(name) : name);
