import { resolve } from 'node:path';
import { spanishOfTexts } from '@tidings/sms/spanish';
import { expect, it } from 'vitest';
import { readSpanish } from '../server/src/app/languages/spanish.ts';
import { collectSentences } from './sentences/collect.ts';

const said = collectSentences(resolve(import.meta.dirname, '..'));
const spanish = readSpanish();

it('has every sentence of the service in Spanish', () => {
  expect(said.length).toBeGreaterThan(2_000);
  const lacking = said.filter(({ words }) => !Object.hasOwn(spanish, words));
  // `node tools/sentences.ts` puts them where they belong, for somebody to write the Spanish behind them.
  expect(lacking.map(({ file, words }) => `${file}: ${words}`)).toEqual([]);
});

it('puts the same values into both', () => {
  const values = (words: string) => [...new Set(words.match(/\{\w+\}/g))].sort().join();
  for (const [words, phrase] of Object.entries(spanish)) expect(values(phrase), words).toBe(values(words));
});

it('leaves no Spanish empty', () => {
  expect(Object.entries(spanish).filter(([, phrase]) => phrase.trim() === '')).toEqual([]);
  expect(Object.keys(spanishOfTexts).length).toBeGreaterThan(80);
});
