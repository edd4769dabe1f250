import { setImmediate as soon } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { lintForProgram, type ProgramText } from '../compliance/index.ts';
import { openJudgedWords } from './judged-words.ts';

const textOf = (body: string, change: Partial<ProgramText> = {}): ProgramText => ({
  program: { purpose: 'otp', brandName: 'Bakery', textsPerMonth: 30 },
  brand: { website: null, helpContact: 'help@example.com' },
  body,
  country: 'US',
  ...change,
});

const code = 'Bakery: your code is 123456';
const unsigned = 'Your code is 123456';

test('what was foreseen is what judging would have said', async () => {
  const words = openJudgedWords();
  words.judge('p', textOf(code));
  for (const body of [code, unsigned, 'Bakery: buy now, half price!']) {
    words.foresee('p', body);
    await soon();
    expect(words.judge('p', textOf(body))).toEqual(lintForProgram(textOf(body)));
  }
});

test('what was foreseen by other facts, of other words or too late is judged anew', async () => {
  const words = openJudgedWords();
  words.judge('p', textOf(code));
  words.foresee('p', code);
  await soon();
  const renamed = textOf(code, { program: { purpose: 'otp', brandName: 'Florist', textsPerMonth: 30 } });
  expect(words.judge('p', renamed)).toEqual(lintForProgram(renamed));
  words.foresee('p', code);
  await soon();
  expect(words.judge('p', textOf(unsigned))).toEqual(lintForProgram(textOf(unsigned)));
  words.foresee('p', unsigned);
  expect(words.judge('p', textOf(unsigned))).toEqual(lintForProgram(textOf(unsigned)));
  await soon();
  expect(words.judge('p', textOf(code))).toEqual(lintForProgram(textOf(code)));
});

test('of a program that nobody has judged for nothing is foreseen', async () => {
  const words = openJudgedWords();
  words.foresee('p', code);
  await soon();
  expect(words.judge('p', textOf(code))).toEqual(lintForProgram(textOf(code)));
});
