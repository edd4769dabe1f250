import { describe, expect, test } from 'vitest';
import type { Question } from './question.ts';
import { npsOf, resultOf } from './results.ts';
import { writeAnswersCsv, writeUnnamedCsv } from './write-answers.ts';

const plain = { key: 'q', text: 'Which?', hint: null, choices: [], least: null, most: null, branches: [] };
const tally = (value: string, count: number, score: number | null = null) => ({
  question: 'q',
  value,
  score,
  count,
});

test('a choice that nobody took is there with none, and each share has its interval', () => {
  const choices = ['Blue', 'Red', 'Green'].map((name) => ({ name, words: [] }));
  const found = resultOf({ ...plain, kind: 'choice', choices } as Question, [
    tally('Blue', 30),
    tally('Red', 10),
  ]);
  expect(found).toMatchObject({ answers: 40, isFew: false, mean: null, nps: null });
  expect(found.shares.map(({ value, count }) => [value, count])).toEqual([
    ['Blue', 30],
    ['Red', 10],
    ['Green', 0],
  ]);
  const [blue] = found.shares;
  expect(blue?.share.value).toBe(0.75);
  expect([blue?.share.low, blue?.share.high]).toEqual([expect.closeTo(0.598, 2), expect.closeTo(0.858, 2)]);
});

test('ratings have a mean, and under thirty answers it is said that they are few', () => {
  const found = resultOf({ ...plain, kind: 'rating' } as Question, [tally('4', 10, 4), tally('2', 10, 2)]);
  expect(found).toMatchObject({
    isFew: true,
    mean: { value: 3, low: expect.closeTo(2.55, 1), high: expect.closeTo(3.45, 1) },
  });
});

describe('the NPS', () => {
  test('is promoters less detractors, with an interval that holds it', () => {
    const found = npsOf([tally('10', 50, 10), tally('8', 30, 8), tally('3', 20, 3)]);
    expect(found).toMatchObject({ promoters: 50, passives: 30, detractors: 20, score: { value: 30 } });
    expect(found?.score.low).toBeCloseTo(13.7, 0);
    expect(found?.score.high).toBeCloseTo(44, 0);
  });

  test('of few who all say the same is not taken for certain', () => {
    const found = npsOf([tally('10', 3, 10)]);
    expect(found?.score).toMatchObject({ value: 100, high: 100 });
    expect(found?.score.low).toBeLessThan(60);
    expect(npsOf([])).toBeNull();
  });
});

test('a file without names holds nothing of who, when and how; no cell is a formula', () => {
  expect(writeUnnamedCsv(['score', 'why'], [{ score: '-3', why: '=cmd' }, { score: '5' }])).toBe(
    `"score","why"\r\n"-3","'=cmd"\r\n"5",""\r\n`,
  );
  const at = new Date('2026-11-24T12:00:00Z');
  const one = {
    id: 1,
    number: '+12125550101',
    contactId: 7,
    way: 'sent',
    state: 'done',
    startedAt: at,
    doneAt: null,
  } as const;
  expect(writeAnswersCsv(['score'], [{ ...one, answers: { score: '9' } }]).split('\r\n')[1]).toBe(
    '"+12125550101","con_7","sent","done","2026-11-24T12:00:00.000Z","","9"',
  );
});
