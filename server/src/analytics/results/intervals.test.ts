import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalQuantile } from '../../platform/statistics/normal.ts';
import { differenceOf, differenceOfMeans, meanOf, type Rate, rateOf, zFor } from './intervals.ts';

describe('an interval of a share', () => {
  // Newcombe 1998 (two-sided intervals for the single proportion), table I, method 3.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i is the one in the literature', (hits, of, low, high) => {
    const rate = rateOf(hits, of) as Rate;
    expect(rate.low).toBeCloseTo(low, 4);
    expect(rate.high).toBeCloseTo(high, 4);
  });

  test('says where there is too little to say', () => {
    expect(rateOf(5, 100)?.isTooFew).toBe(false);
    expect(rateOf(4, 100)?.isTooFew).toBe(true);
    expect(rateOf(5, 99)?.isTooFew).toBe(true);
    expect(rateOf(100, 100)?.isTooFew).toBe(true);
    expect(rateOf(1, 0)).toBeNull();
  });

  test('holds the share, and stays within 0 and 1', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (of, part) => {
          const rate = rateOf(Math.round(of * part), of) as Rate;
          expect(rate.low).toBeGreaterThanOrEqual(0);
          expect(rate.high).toBeLessThanOrEqual(1);
          expect(rate.low - 1e-12).toBeLessThanOrEqual(rate.value);
          expect(rate.high + 1e-12).toBeGreaterThanOrEqual(rate.value);
        },
      ),
    );
  });
});

describe('an interval of a difference', () => {
  // Newcombe 1998 (interval estimation for the difference between independent proportions), table II, method 10.
  test.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [10, 10, 0, 10, 0.6075, 1],
  ])('of %i/%i and %i/%i is the one in the literature', (hits1, of1, hits2, of2, low, high) => {
    const found = differenceOf(rateOf(hits2, of2) as Rate, rateOf(hits1, of1) as Rate);
    expect(found.low).toBeCloseTo(low, 3);
    expect(found.high).toBeCloseTo(high, 3);
  });

  test('of two draws from the same urn holds nothing 95 times in a hundred, also with five at once', () => {
    let seed = 42;
    const random = () => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return seed / 2 ** 32;
    };
    const draw = (p: number, n: number) => {
      let hits = 0;
      for (let at = 0; at < n; at += 1) if (random() < p) hits += 1;
      return rateOf(hits, n) as Rate;
    };
    const rounds = 1_000;
    let [held, heldAll] = [0, 0];
    for (let round = 0; round < rounds; round += 1) {
      const first = draw(0.06, 600);
      const others = [1, 2, 3, 4, 5].map(() => draw(0.06, 600));
      const holds = (z: number) => (other: Rate) => {
        const { low, high } = differenceOf(first, other, z);
        return low <= 0 && high >= 0;
      };
      if (others.slice(0, 1).every(holds(zFor(1)))) held += 1;
      if (others.every(holds(zFor(5)))) heldAll += 1;
    }
    expect(held / rounds).toBeGreaterThan(0.93);
    expect(heldAll / rounds).toBeGreaterThan(0.94);
  });
});

test('money a head is compared with those who brought nothing as zeros', () => {
  const first = meanOf(1_000, 50_000, 1_000, { buyers: 40 });
  const second = meanOf(2_000, 100_000, 1_000, { buyers: 80 });
  if (!first || !second) throw new Error('nothing to compare');
  expect(first).toMatchObject({ value: 1, of: 1_000, isTooFew: false });
  expect(first.deviation).toBeCloseTo(Math.sqrt(49 / 1_000), 9);
  const { value, low, high } = differenceOfMeans(first, second);
  expect([value, low < 1, high > 1]).toEqual([1, true, true]);
  expect(meanOf(10, 100, 1_000, { buyers: 1 })?.isTooFew).toBe(true);
});

test('the normal curve is the one in the tables', () => {
  expect(normalQuantile(0.975)).toBeCloseTo(1.959964, 6);
  expect(normalQuantile(0.995)).toBeCloseTo(2.575829, 6);
  expect(normalQuantile(0.001)).toBeCloseTo(-3.090232, 6);
  expect(zFor(1)).toBeCloseTo(1.959964, 6);
});

describe('what a report says of campaigns whose true shares are known', () => {
  const runs = 200;
  const people = 3_000;
  let seed = 2_026;
  const random = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };

  test.each([
    ['delivered', 0.96],
    ['clicked', 0.062],
    ['replied', 0.021],
    ['left', 0.009],
    ['bought', 0.014],
  ])('holds the share of those who %s in 93 of 100 campaigns at least', (_, share) => {
    let held = 0;
    for (let run = 0; run < runs; run += 1) {
      let hits = 0;
      for (let person = 0; person < people; person += 1) if (random() < share) hits += 1;
      const rate = rateOf(hits, people) as Rate;
      if (rate.low <= share && share <= rate.high) held += 1;
    }
    expect(held / runs).toBeGreaterThanOrEqual(0.93);
  });

  test('holds the money a head, although few bought and some of them much', () => {
    const [share, least] = [0.03, 10];
    // What is spent falls off as the exponential does: 10 at least and 40 in the middle of all.
    const expected = share * (least + 30);
    let held = 0;
    for (let run = 0; run < runs; run += 1) {
      let [sum, squares, buyers] = [0, 0, 0];
      for (let person = 0; person < people; person += 1) {
        if (random() >= share) continue;
        const spent = least - 30 * Math.log(1 - random());
        [sum, squares, buyers] = [sum + spent, squares + spent * spent, buyers + 1];
      }
      const mean = meanOf(sum, squares, people, { buyers });
      if (mean && mean.low <= expected && expected <= mean.high) held += 1;
    }
    expect(held / runs).toBeGreaterThanOrEqual(0.93);
  });
});
