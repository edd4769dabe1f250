import { expect, test } from 'vitest';
import type { WeekdayTotals } from './trends.ts';
import { changeOverYear } from './year-change.ts';

/** Weeks of a share that goes up and down by an offer of each week, a fifth of it at most. */
function year(monday: string, weeks: number, { of, rate }: { of: number; rate: number }): WeekdayTotals[] {
  return Array.from({ length: weeks }, (_, at) => {
    const week = new Date(Date.parse(monday) + at * 7 * 86_400_000).toISOString().slice(0, 10);
    const offer = 1 + (((at * 7) % 5) - 2) / 10;
    const clicked = Math.round(of * rate * offer);
    return { week, weekday: 2, texts: of, delivered: of, reached: of, clicked, replied: 0, optedOut: 0 };
  });
}
const before = (of: number, rate = 0.03, weeks = 50) => year('2024-11-18', weeks, { of, rate });
const now = (of: number, rate: number, weeks = 50) => year('2025-11-17', weeks, { of, rate });

test('of ten million texts a year 3.00 against 3.02 of a hundred are no difference between weeks that differ by a fifth', () => {
  expect(changeOverYear(before(200_000), now(200_000, 0.0302), 'clicked')).toEqual({
    ...{ measure: 'clicked', verdict: 'no_difference_seen' },
    sentence: expect.stringMatching(
      /^No difference seen between the weeks .* from −0\.\d to \+0\.\d points\.$/,
    ),
  });
});

test('a third more is seen, and so is a third less', () => {
  expect(changeOverYear(before(2_000), now(2_000, 0.04), 'clicked')).toMatchObject({
    verdict: 'higher',
    sentence: expect.stringMatching(
      /^From 3\.0 % to 4\.0 %; by how weeks differ it could be \+0\.\d to \+1\.\d points\.$/,
    ),
  });
  expect(changeOverYear(before(2_000), now(2_000, 0.02), 'clicked').verdict).toBe('lower');
});

test('weeks that are all alike leave the chance of people, and few weeks or people say nothing', () => {
  const alike = (monday: string, clicked: number) =>
    year(monday, 50, { of: 300, rate: 0 }).map((week) => ({ ...week, clicked }));
  expect(changeOverYear(alike('2024-11-18', 15), alike('2025-11-17', 16), 'clicked').verdict).toBe(
    'no_difference_seen',
  );
  expect(changeOverYear(before(2_000, 0.03, 7), now(2_000, 0.04), 'clicked').verdict).toBe('too_few');
  expect(changeOverYear(before(2_000), now(2_000, 0.04), 'replied').verdict).toBe('too_few');
  expect(changeOverYear([], now(2_000, 0.04), 'clicked').verdict).toBe('too_few');
});
