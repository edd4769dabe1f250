import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLanguage } from '../../ui/language.ts';
import { bestSentence } from './hours-figure.tsx';

beforeAll(() => openLanguage('es'));
afterAll(() => openLanguage('en'));

test('the best hour is said in the language of whoever reads', () => {
  expect(bestSentence({ weekday: 2, hour: 9 })).toMatch(/^Martes a las 09:00/);
});
