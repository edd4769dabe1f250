import { describe, expect, test } from 'vitest';
import { readCorpus } from './corpus.ts';
import { allParts, judge } from './lint-report.ts';

// Of `unseen` nothing is asked: it measures how far the rules reach beyond their own words.
describe.each(allParts.filter((part) => part !== 'unseen'))('of the texts %s', (part) => {
  const judged = judge(part);

  test('at least 95 of 100 bad ones are found by the rule that they break', () => {
    expect(judged.found / judged.bad).toBeGreaterThanOrEqual(0.95);
  });

  test('at most 3 of 100 good ones are found fault with', () => {
    expect(judged.falselyFound / judged.good).toBeLessThanOrEqual(0.03);
  });

  test('each finding has its place and its remedy', () => {
    expect(judged.helpless).toBe(0);
  });
});

test('a second hand wrote 200 of each kind as well', () => {
  const { bad, good } = judge('strangers');
  expect(Math.min(bad, good)).toBeGreaterThanOrEqual(200);
});

test('the first two parts are 200 bad texts and 200 good ones, in three languages', () => {
  const all = [...readCorpus('seen'), ...readCorpus('held-out')];
  expect(all.filter(({ expected }) => expected !== null).length).toBeGreaterThanOrEqual(200);
  expect(all.filter(({ expected }) => expected === null).length).toBeGreaterThanOrEqual(200);
  expect(new Set(all.map(({ language }) => language))).toEqual(new Set(['en', 'es', 'fr']));
});
