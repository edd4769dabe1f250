import { countParts } from '@tidings/sms';
import { describe, expect, test } from 'vitest';
import { languages } from '../platform/pages/languages.ts';
import {
  answerWords,
  askingAnswer,
  helpAnswer,
  keptAnswer,
  partlyAnswer,
  startAnswer,
  stopAnswer,
  wrongNumberAnswer,
} from './answer-words.ts';

const brand = { id: 'b', name: 'Corner Bakery', helpContact: 'help@example.com' };
const cafe = { id: 'c', name: 'Corner Cafe', helpContact: 'help@example.com' };

describe.each(languages)('in %s', (language) => {
  test.each([
    ['stop', stopAnswer(language, [brand])],
    ['start', startAnswer(language, [brand], true)],
    ['start of nothing', startAnswer(language, [brand], false)],
    ['help', helpAnswer(language, [brand])],
    ['wrong number', wrongNumberAnswer(language, [brand])],
  ])('the answer to %s names the brand and fits one part', (_, text) => {
    expect(text).toContain('Corner Bakery');
    expect(text).not.toMatch(/[{}]/);
    expect(countParts(text)).toMatchObject({ alphabet: 'gsm7', parts: 1 });
  });

  test.each([
    ['what was left', partlyAnswer(language, [brand], ['Offers'])],
    ['what was kept', keptAnswer(language, [brand], ['Offers'])],
    ['what may be kept', askingAnswer(language, [brand], ['Offers', 'News'])],
  ])('the answer that names %s names the programs, and needs no costly alphabet', (_, text) => {
    expect(text).toContain('Offers');
    expect(text).not.toMatch(/[{}]/);
    expect(countParts(text).alphabet).toBe('gsm7');
  });

  test('the words that may be answered are those that the reader knows', () => {
    expect(askingAnswer(language, [brand], ['Offers', 'News'])).toMatch(/KEEP 1 .*KEEP 2 .*START/s);
    expect(helpAnswer(language, [brand])).toContain('STOP');
  });

  test('it has the words of English, all of them and no others', () => {
    expect(Object.keys(answerWords[language])).toEqual(Object.keys(answerWords.en));
  });
});

test('an answer for several brands names them all, and each way to get help once', () => {
  expect(helpAnswer('en', [brand, cafe])).toContain('Corner Bakery, Corner Cafe: Help at help@example.com.');
  expect(helpAnswer('es', [brand, { ...cafe, helpContact: '555' }])).toContain('help@example.com o 555.');
});
