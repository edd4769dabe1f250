import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLanguage } from '../../ui/language.ts';
import { ownHourSentence } from './own-hour-sentence.ts';

beforeAll(() => openLanguage('es'));
afterAll(() => openLanguage('en'));

test.each([
  [{ answered: 0, best_hour: null, is_own: false }, 'Aún no hay clics ni respuestas'],
  [
    { answered: 0, best_hour: 10, is_own: false },
    'Ningún clic ni respuesta suya lo dice todavía. A las 10:00',
  ],
  [{ answered: 1, best_hour: 9, is_own: true }, 'Tras 1 respuesta, su mejor hora son las 09:00'],
  [{ answered: 5, best_hour: 18, is_own: true }, 'Tras 5 respuestas, su mejor hora son las 18:00'],
])('%j is said in the language of whoever reads', (of, words) => {
  expect(ownHourSentence(of)).toContain(words);
});
