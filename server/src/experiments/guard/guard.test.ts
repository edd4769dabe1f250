import { expect, test } from 'vitest';
import { type GuardCounts, judgeGuard, nothingYet, usualBounds } from './guard.ts';

const counts = (more: Partial<GuardCounts>): GuardCounts => ({ ...nothingYet, ...more });
const judge = (more: Partial<GuardCounts>, since?: GuardCounts) =>
  judgeGuard(usualBounds, counts(more), since);

test('a campaign goes on while nothing is surely beyond its bound', () => {
  expect(judge({})).toBeNull();
  expect(judge({ settled: 500, failed: 60 })).toBeNull();
  // A fifth of fifty may well be chance.
  expect(judge({ settled: 50, failed: 10 })).toBeNull();
  expect(judge({ settled: 10, failed: 10 })).toBeNull();
  expect(judge({ taken: 1_000, optOuts: 30 })).toBeNull();
});

test.each([
  [
    'fails too often',
    { settled: 500, failed: 110 },
    /^110 of 500 texts failed: surely more than 18\.\d %, and 15 %/,
  ],
  ['drives people away', { taken: 500, optOuts: 30 }, /^30 of 500 texts led to an opt-out/],
  ['is complained about', { taken: 1_000, complaints: 20 }, /led to a complaint/],
  ['nobody knows whether it left', { tried: 200, unknown: 12 }, /may or may not have left/],
  ['fails altogether, though few have gone', { settled: 20, failed: 20 }, /^20 of 20 texts failed/],
])('one that %s pauses and says so', (_what, more, sentence) => {
  expect(judge(more)).toMatch(sentence);
});

test('what somebody has let go on is judged by what came after', () => {
  const before = counts({ settled: 500, failed: 200 });
  expect(judge({ settled: 600, failed: 205 }, before)).toBeNull();
  expect(judge({ settled: 600, failed: 280 }, before)).toMatch(/^80 of 100/);
});

test('what is not looked at never pauses it', () => {
  const bounds = { failedPercent: null, optOutPercent: null, complaintPercent: null, unknownPercent: null };
  expect(judgeGuard(bounds, counts({ settled: 100, failed: 100, taken: 100, optOuts: 100 }))).toBeNull();
});

test('money that is spent is no chance: a cent beyond the bound pauses it, counted from when somebody let it go on', () => {
  const bounds = { ...usualBounds, mostSpent: '5.00' };
  expect(judgeGuard(bounds, counts({ tried: 3, spent: '5.00' }))).toBeNull();
  expect(judgeGuard(bounds, counts({ tried: 3, spent: '5.000001' }))).toBe(
    'Its texts have taken 5.000001, and 5.00 is the most.',
  );
  expect(judgeGuard(bounds, counts({ spent: '9.00' }), counts({ spent: '5.10' }))).toBeNull();
  const held = (heldForMoney: number) =>
    judgeGuard(bounds, counts({ tried: 3, spent: '4.90', heldForMoney }));
  expect([held(0), held(7)]).toEqual([
    null,
    'Its texts have taken 4.90 of 5.00, and another would be more than that; people who wait: 7.',
  ]);
  // What was counted before money was.
  const { spent: _, ...old } = nothingYet;
  expect(judgeGuard(usualBounds, old, old)).toBeNull();
});
