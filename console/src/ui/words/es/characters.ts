import type { Dictionary } from '../dictionary.ts';

/** Spanish of what characters are called that make a text dearer. */
export const spanishCharacters: Dictionary = {
  'a Chinese character': 'un carácter chino',
  'a Cyrillic letter': 'una letra cirílica',
  'a Devanagari letter': 'una letra devanagari',
  'a Greek letter': 'una letra griega',
  'a Hebrew letter': 'una letra hebrea',
  'a Japanese letter': 'una letra japonesa',
  'a Korean letter': 'una letra coreana',
  'a Thai letter': 'una letra tailandesa',
  'a currency sign': 'un signo de moneda',
  'a letter of another alphabet': 'una letra de otro alfabeto',
  'a special character': 'un carácter especial',
  'a symbol': 'un símbolo',
  'an Arabic letter': 'una letra árabe',
  'an emoji': 'un emoji',
  'an invisible control character': 'un carácter de control invisible',
  'an invisible direction mark': 'una marca de dirección invisible',
  'an invisible joiner': 'un unidor invisible',
  'an invisible style mark': 'una marca de estilo invisible',
};
