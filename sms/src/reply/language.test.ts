import { expect, test } from 'vitest';
import { languageOfReply } from './language.ts';

test.each([
  ['ALTO', 'es'],
  ['ya no me manden nada', 'es'],
  ['stop por favor', 'es'],
  ['AYUDA', 'es'],
  ['número equivocado', 'es'],
  ['ARRÊT', 'fr'],
  ['stop svp', 'fr'],
  ['je ne veux plus rien recevoir', 'fr'],
  ['AIDE', 'fr'],
  ['mauvais numéro', 'fr'],
  ['please take me off your list', 'en'],
  ['unsubscribe', 'en'],
])('%j is written in %s', (text, language) => {
  expect(languageOfReply(text)).toBe(language);
});

test.each(['STOP', 'stop', 'info', 'no', '🛑', '', 'Abmelden', '退订'])(
  '%j does not tell the language',
  (text) => {
    expect(languageOfReply(text)).toBeNull();
  },
);
