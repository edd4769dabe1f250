import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newcombe, wilson } from '../../platform/statistics/interval.ts';
import { normalQuantile, normalShare } from '../../platform/statistics/normal.ts';
import { armsToStop, judgeArms, judgeMeans } from './judge-arms.ts';
import { type Arm, probabilitiesOfBest, probabilityOfTimes } from './posterior.ts';
import { peopleForEachArm, powerOfTwo, smallestLift } from './sample-size.ts';

/** Small, fast and the same on every machine (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** How many of so many people do it: by the normal approximation where it holds, one by one where it does not. */
function drawHits(random: () => number, tries: number, rate: number): number {
  if (tries * rate * (1 - rate) < 30) {
    let hits = 0;
    for (let n = 0; n < tries; n += 1) if (random() < rate) hits += 1;
    return hits;
  }
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.min(
    tries,
    Math.max(0, Math.round(tries * rate + normal * Math.sqrt(tries * rate * (1 - rate)))),
  );
}

describe('the normal distribution', () => {
  test('is that of the tables', () => {
    expect(normalShare(1.959_964)).toBeCloseTo(0.975, 6);
    expect(normalShare(-1.644_854)).toBeCloseTo(0.05, 6);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959_964, 5);
  });
});

describe('the chance of being the best', () => {
  test('is a half for equals, and sums to one', () => {
    const [one = 0, other = 0] = probabilitiesOfBest([
      { tries: 1_000, hits: 50 },
      { tries: 1_000, hits: 50 },
    ]);
    expect(one).toBeCloseTo(0.5, 6);
    expect(one + other).toBeCloseTo(1, 9);
  });

  test('is that of the closed form where there is one', () => {
    // Beta(1, 1) against Beta(2, 1): the second is higher with 2/3.
    expect(
      probabilitiesOfBest([
        { tries: 0, hits: 0 },
        { tries: 1, hits: 1 },
      ])[1],
    ).toBeCloseTo(2 / 3, 4);
    // Beta(3, 2) against Beta(2, 3): P = 0.8142857…, by the sum over i of the closed form.
    expect(
      probabilitiesOfBest([
        { tries: 3, hits: 2 },
        { tries: 3, hits: 1 },
      ])[0],
    ).toBeCloseTo(53 / 70, 4);
  });

  test('sums to one and follows the order of the rates, for any arms of one size', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 100_000 }),
        fc.array(fc.double({ min: 0, max: 0.5, noNaN: true }), { minLength: 2, maxLength: 8 }),
        (tries, rates) => {
          const arms = rates.map((rate) => ({ tries, hits: Math.round(tries * rate) }));
          const chances = probabilitiesOfBest(arms);
          expect(chances.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 6);
          const most = Math.max(...arms.map(({ hits }) => hits));
          expect(arms[chances.indexOf(Math.max(...chances))]?.hits).toBe(most);
        },
      ),
    );
  });

  test('of being some times as high falls with the times', () => {
    const [one, other] = [
      { tries: 1_000, hits: 60 },
      { tries: 1_000, hits: 30 },
    ];
    expect(probabilityOfTimes(one, other, 1)).toBeGreaterThan(0.999);
    expect(probabilityOfTimes(one, other, 2)).toBeCloseTo(0.47, 1);
    expect(probabilityOfTimes(one, other, 4)).toBeLessThan(0.01);
  });
});

const rules = { certainty: 0.95, leastEach: 100, isLessBetter: false };
const runs = 2_000;

/** In how many of the runs a winner is named, and in how many the right one. */
function simulate(seed: number, tries: number, rates: readonly number[], isLessBetter = false) {
  const random = dice(seed);
  const best = isLessBetter ? Math.min(...rates) : Math.max(...rates);
  let [named, right] = [0, 0];
  for (let run = 0; run < runs; run += 1) {
    const arms: Arm[] = rates.map((rate) => ({ tries, hits: drawHits(random, tries, rate) }));
    const { winner } = judgeArms(arms, { ...rules, isLessBetter });
    if (winner === null) continue;
    named += 1;
    if (rates[winner] === best) right += 1;
  }
  return { named: named / runs, right: right / runs };
}

describe('a simulated experiment', () => {
  // Two deviations of 2,000 runs are one percent.
  test.each([
    ['two arms at 5 %', 1_000, [0.05, 0.05]],
    ['two arms at 1 %', 1_000, [0.01, 0.01]],
    ['four arms at 8 %', 1_000, [0.08, 0.08, 0.08, 0.08]],
    ['eight arms at 5 %', 2_000, Array.from({ length: 8 }, () => 0.05)],
  ])(
    'without a difference names a winner at most once in twenty: %s',
    (_what, tries, rates) => {
      expect(simulate(7, tries, rates).named).toBeLessThanOrEqual(0.06);
    },
    60_000,
  );

  test.each([
    ['5 % against 6 %', 5_000, [0.05, 0.06]],
    ['5 % against 6.5 %', 2_000, [0.05, 0.065]],
    ['10 % against 14 %', 1_000, [0.1, 0.14]],
  ])(
    'with a difference finds it as often as theory says: %s',
    (_what, tries, rates) => {
      const [rate = 0, better = 0] = rates;
      const theory = powerOfTwo(rate, better, tries, 0.05);
      const found = simulate(11, tries, rates);
      expect(Math.abs(found.right - theory)).toBeLessThan(0.03);
      expect(found.named - found.right).toBeLessThan(0.01);
    },
    60_000,
  );

  test('finds the arm that drives the fewest away, too', () => {
    expect(simulate(13, 5_000, [0.02, 0.03], true).right).toBeGreaterThan(0.85);
  }, 60_000);

  test('says that it is too few, and names nobody, below the least', () => {
    const arms = [
      { tries: 99, hits: 0 },
      { tries: 99, hits: 90 },
    ];
    expect(judgeArms(arms, rules)).toMatchObject({
      winner: null,
      ahead: 1,
      sentence: expect.stringContaining('Too few'),
    });
  });
});

describe('intervals', () => {
  test('hold the true rate as often as they say, also for rare things', () => {
    const random = dice(17);
    for (const [tries, rate] of [
      [200, 0.02],
      [1_000, 0.005],
      [50, 0.3],
    ] as const) {
      let held = 0;
      for (let run = 0; run < 2_000; run += 1) {
        const { low, high } = wilson(drawHits(random, tries, rate), tries);
        if (low <= rate && rate <= high) held += 1;
      }
      expect(held / 2_000).toBeGreaterThan(0.93);
    }
  });

  test('of a difference hold it, for a large group and a small one', () => {
    const random = dice(19);
    let held = 0;
    for (let run = 0; run < 2_000; run += 1) {
      const texted = { tries: 9_000, hits: drawHits(random, 9_000, 0.05) };
      const control = { tries: 1_000, hits: drawHits(random, 1_000, 0.03) };
      const { low, high } = newcombe(estimateOf(texted), estimateOf(control));
      if (low <= 0.02 && 0.02 <= high) held += 1;
    }
    expect(held / 2_000).toBeGreaterThan(0.93);
    expect(held / 2_000).toBeLessThan(0.975);
  });
});

describe('how many people it takes', () => {
  test('is what the usual tables say', () => {
    // From 5 % to 6 %, 95 % certain, found four times in five: 8,158 each by the formula without pooling.
    const each = peopleForEachArm({ rate: 0.05, lift: 0.2, arms: 2, falseWinners: 0.05, power: 0.8 });
    expect(each).toBeGreaterThan(8_100);
    expect(each).toBeLessThan(8_200);
    expect(powerOfTwo(0.05, 0.06, each, 0.05)).toBeCloseTo(0.8, 2);
  });

  test('and the smallest lift that so many find are each other’s answers', () => {
    const question = { rate: 0.04, arms: 3, falseWinners: 0.05, power: 0.8 };
    const lift = smallestLift(question, 6_000) ?? 0;
    expect(peopleForEachArm({ ...question, lift })).toBeCloseTo(6_000, -1);
    expect(smallestLift(question, 3)).toBeNull();
  });
});

describe('an arm that drives people away', () => {
  test('is stopped when its opt-outs are surely more than the others’ and twice as many', () => {
    expect(
      armsToStop([
        { tries: 500, hits: 5 },
        { tries: 500, hits: 25 },
      ]),
    ).toEqual([1]);
  });

  test('is not when they are few, or only somewhat more', () => {
    expect(
      armsToStop([
        { tries: 500, hits: 0 },
        { tries: 500, hits: 4 },
      ]),
    ).toEqual([]);
    expect(
      armsToStop([
        { tries: 5_000, hits: 100 },
        { tries: 5_000, hits: 160 },
      ]),
    ).toEqual([]);
    expect(
      armsToStop([
        { tries: 50, hits: 0 },
        { tries: 50, hits: 30 },
      ]),
    ).toEqual([]);
  });
});

describe('looking for such an arm all the time', () => {
  /** Every 25 texts an arm, to the thousandth; the place of the first that is stopped. */
  function firstStopped(random: () => number, rates: readonly number[]): number | null {
    const arms = rates.map(() => ({ tries: 0, hits: 0 }));
    for (let look = 0; look < 40; look += 1) {
      for (const [place, arm] of arms.entries()) {
        arm.tries += 25;
        arm.hits += drawHits(random, 25, rates[place] ?? 0);
      }
      const [stopped] = armsToStop(arms);
      if (stopped !== undefined) return stopped;
    }
    return null;
  }
  const rounds = 150;
  const shareOf = (rates: readonly number[], what: (stopped: number | null) => boolean) => {
    const random = dice(20_261_130);
    const count = Array.from({ length: rounds }, () => firstStopped(random, rates)).filter(what).length;
    return count / rounds;
  };

  test.each([2, 3, 8])('stops none of %i that are alike, but for 5 in 100', (count) => {
    const rates = new Array<number>(count).fill(0.02);
    expect(shareOf(rates, (stopped) => stopped !== null)).toBeLessThanOrEqual(0.05);
  });

  test.each([2, 3, 8])('finds the one of %i that makes three times as many leave', (count) => {
    const rates = [0.06, ...new Array<number>(count - 1).fill(0.02)];
    expect(shareOf(rates, (stopped) => stopped === 0)).toBeGreaterThan(0.9);
  });
});

describe('money', () => {
  const draw = (random: () => number, tries: number, rate: number, worth: number) => {
    const hits = drawHits(random, tries, rate);
    const each = Array.from({ length: hits }, () => -Math.log(1 - random()) * worth);
    return {
      ...{ tries, hits },
      sum: each.reduce((sum, one) => sum + one, 0),
      squares: each.reduce((sum, one) => sum + one * one, 0),
    };
  };
  const named = (seed: number, worths: readonly number[]) => {
    const random = dice(seed);
    const winners = Array.from({ length: 1_500 }, () => {
      const arms = worths.map((worth) => draw(random, 3_000, 0.04, worth));
      return judgeMeans(arms, rules).winner;
    });
    return (place: number | null) => winners.filter((one) => one === place).length / winners.length;
  };

  test('that is the same names a winner at most once in twenty', () => {
    const of = named(23, [30, 30, 30]);
    expect(1 - of(null)).toBeLessThanOrEqual(0.06);
  });

  test('that is more by half is found as often as theory says', () => {
    const of = named(29, [30, 48]);
    // Means 1.20 and 1.92 a person, their difference 2.49 deviations: seven times in ten.
    expect(Math.abs(of(1) - normalShare(2.49 - 1.96))).toBeLessThan(0.04);
    expect(of(0)).toBe(0);
  });

  test('of a few buyers is not compared', () => {
    const arms = [
      { tries: 500, hits: 3, sum: 30, squares: 300 },
      { tries: 500, hits: 20, sum: 2_000, squares: 200_000 },
    ];
    expect(judgeMeans(arms, rules)).toMatchObject({
      winner: null,
      sentence: expect.stringContaining('3 buyers'),
    });
  });
});

function estimateOf({ hits, tries }: { hits: number; tries: number }) {
  return { value: hits / tries, ...wilson(hits, tries) };
}
