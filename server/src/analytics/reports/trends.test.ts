import { describe, expect, test } from 'vitest';
import { monthsThatStandOut, trendOf, type WeekdayTotals, weekdaysThatStandOut } from './trends.ts';

/** Chance that repeats itself (Mulberry32). */
function dice(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const bell = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  /** How many of so many, each by itself: by the normal curve, which is near enough for hundreds. */
  const hits = (of: number, rate: number) =>
    Math.max(0, Math.min(of, Math.round(of * rate + bell() * Math.sqrt(of * rate * (1 - rate)))));
  return { next, bell, hits };
}

type Year = {
  readonly weeks?: number;
  readonly days?: readonly number[];
  /** The true share in a week, on a day of it. */
  readonly rate: (at: number, weekday: number, monday: Date) => number;
  /** By how much of itself the share of a week differs by what is offered in it. */
  readonly offers?: number;
};

/** The texts of a shop over a year from Monday, 6 January 2025 on: two thousand a week, more or less. */
function year(seed: number, { weeks = 52, days = [2, 4, 6], rate, offers = 0.15 }: Year): WeekdayTotals[] {
  const chance = dice(seed);
  return Array.from({ length: weeks }, (_, at) => {
    const monday = new Date(Date.UTC(2025, 0, 6 + 7 * at));
    const offer = Math.max(0.2, 1 + offers * chance.bell());
    return days.map((weekday) => {
      const reached = Math.round((2_000 / days.length) * (0.3 + 1.4 * chance.next()));
      const clicked = chance.hits(reached, Math.min(0.9, rate(at, weekday, monday) * offer));
      const week = monday.toISOString().slice(0, 10);
      return { week, weekday, texts: reached, delivered: reached, reached, clicked, replied: 0, optedOut: 0 };
    });
  }).flat();
}

const runs = Array.from({ length: 100 }, (_, seed) => seed);
const shareOf = (holds: (seed: number) => boolean) => runs.filter(holds).length / runs.length;
const flat = { rate: () => 0.08 };

describe('where there is nothing but chance and what weeks differ by', () => {
  test('a trend is told of at most one year in twenty', () => {
    expect(shareOf((seed) => trendOf(year(seed, flat), 'clicked').verdict !== 'no_trend_seen')).toBeLessThan(
      0.05,
    );
    const short = { ...flat, weeks: 9 };
    expect(shareOf((seed) => trendOf(year(seed, short), 'clicked').verdict !== 'no_trend_seen')).toBeLessThan(
      0.05,
    );
  });

  test('no day of the week stands out, and no month', () => {
    expect(shareOf((seed) => weekdaysThatStandOut(year(seed, flat), 'clicked').length > 0)).toBeLessThan(
      0.05,
    );
    expect(shareOf((seed) => monthsThatStandOut(year(seed, flat), 'clicked').length > 0)).toBeLessThan(0.05);
  });
});

describe('what is there', () => {
  test('a share that rises from 6 to 10 of a hundred over a year is seen, within what it truly is', () => {
    const rising = { rate: (at: number) => 0.06 + (0.04 * at) / 51 };
    const seen = runs.map((seed) => trendOf(year(seed, rising), 'clicked'));
    expect(seen.filter(({ verdict }) => verdict === 'rising').length / runs.length).toBeGreaterThan(0.95);
    const truth = 0.04 / 51;
    const holding = seen.filter(({ perWeek }) => perWeek && perWeek.low <= truth && truth <= perWeek.high);
    expect(holding.length / runs.length).toBeGreaterThan(0.95);
    expect(seen[0]?.sentence).toMatch(
      /^Rises over 52 weeks, by the line through them from \d\.\d % to \d+\.\d %; it could be \+\d\.\d to \+\d\.\d points\.$/,
    );
  });

  test('Saturdays on which a third more open a link stand out, and no other day is called higher', () => {
    const saturdays = { rate: (_at: number, weekday: number) => (weekday === 6 ? 0.11 : 0.08) };
    const found = runs.map((seed) => weekdaysThatStandOut(year(seed, saturdays), 'clicked'));
    const higher = found.map((all) =>
      all.filter(({ verdict }) => verdict === 'higher').map(({ when }) => when),
    );
    expect(higher.filter((days) => days.join() === '6').length / runs.length).toBeGreaterThan(0.95);
    expect(found[0]?.find(({ when }) => when === '6')?.sentence).toMatch(
      /^Saturdays are higher than the other days of the same weeks: 1\.\d\d to 1\.\d\d times/,
    );
  });

  test('a December with half as much again stands out, beside a trend', () => {
    const december = {
      rate: (at: number, _weekday: number, monday: Date) =>
        (0.06 + at * 0.0004) * (monday.getUTCMonth() === 11 ? 1.6 : 1),
    };
    const found = runs.map((seed) => monthsThatStandOut(year(seed, december), 'clicked'));
    expect(
      found.filter((all) => all.some(({ when }) => when === '2025-12')).length / runs.length,
    ).toBeGreaterThan(0.8);
    expect(found.flat().filter(({ when }) => when !== '2025-12').length / runs.length).toBeLessThan(0.1);
    expect(found.flat().find(({ when }) => when === '2025-12')?.sentence).toMatch(
      /^2025-12 is higher than the other months would have it: \d+\.\d %, where the line through them has \d\.\d %\.$/,
    );
    // The first of a year hides where the rest of it is going, unless it is told by itself.
    const january = {
      rate: (at: number) => (0.06 + (0.04 * at) / 51) * (at < 4 ? 1.9 : 1),
    };
    const trends = runs.map((seed) => trendOf(year(seed, january), 'clicked'));
    expect(trends.filter(({ verdict }) => verdict === 'rising').length / runs.length).toBeGreaterThan(0.8);
    expect(trends.find(({ weeks }) => weeks < 52)?.sentence).toMatch(
      /points\. That is without 2025-01, which stands out\.$/,
    );
  });
});

test('few weeks, few people and texts on one day of the week alone say nothing', () => {
  expect(trendOf(year(1, { ...flat, weeks: 7 }), 'clicked')).toMatchObject({
    verdict: 'too_few',
    perWeek: null,
  });
  expect(trendOf(year(1, flat), 'replied').verdict).toBe('too_few');
  expect(trendOf([], 'delivered').verdict).toBe('too_few');
  expect(weekdaysThatStandOut(year(1, { ...flat, days: [3] }), 'clicked')).toEqual([]);
});
