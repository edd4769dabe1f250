import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { certaintyOfLook, edgeOfRound, partsOfRound, restAfter, sharesOfRound } from './bandit.ts';
import { judgeArms } from './statistics/judge-arms.ts';

describe('the shares of a round', () => {
  test('are the floor for all, and of the rest as much as the chance of being the best', () => {
    expect(sharesOfRound([0.7, 0.2, 0.1], 0.1).map((one) => Math.round(one * 1_000))).toEqual([
      590, 240, 170,
    ]);
    expect(sharesOfRound([0, 0], 0.05)).toEqual([0.5, 0.5]);
  });

  test('leave out what was stopped', () => {
    expect(sharesOfRound([0.5, null, 0.5], 0)).toEqual([0.5, 0, 0.5]);
    expect(sharesOfRound([null, null], 0.1)).toEqual([0, 0]);
  });

  test('sum to one and never fall below the floor, whatever the chances', () => {
    const chances = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(chances, fc.double({ min: 0, max: 0.125, noNaN: true }), (given, floor) => {
        const shares = sharesOfRound(given, floor);
        expect(shares.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
        expect(Math.min(...shares)).toBeGreaterThanOrEqual(floor - 1e-9);
      }),
    );
  });
});

describe('the parts of a round', () => {
  const plan = { controlShare: 500, testShare: 4_000 };

  test('meet without a gap, round after round, and the rest begins where the last ends', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 20 }),
        fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 2, maxLength: 8 }),
        (rounds, weights) => {
          const sum = weights.reduce((total, one) => total + one, 0);
          let from = plan.controlShare;
          for (let round = 0; round < rounds; round += 1) {
            const shares = weights.map((one) => one / sum);
            for (const part of partsOfRound('r', plan, { rounds, round }, shares)) {
              if (!part) continue;
              expect(part.from).toBe(from);
              from = part.to;
            }
            expect(from).toBe(edgeOfRound(plan, rounds, round + 1));
          }
          expect(restAfter('r', plan, { rounds, round: rounds - 1 })?.from).toBe(4_500);
        },
      ),
    );
  });

  test('are none of a variant that gets nothing, and nothing is left over for want of it', () => {
    const parts = partsOfRound('r', plan, { rounds: 4, round: 1 }, [0.5, 0.5, 0]);
    expect(parts.map((part) => part && [part.from, part.to])).toEqual([[1_500, 2_000], [2_000, 2_500], null]);
  });
});

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

type Ended = { readonly winner: number | null; readonly shareOfBest: number; readonly hits: number };

const rounds = 8;
const peopleEach = 600;

/** One bandit to its end, by the very functions that the service goes by; `rates` are what people really do. */
function runBandit(random: () => number, rates: readonly number[], floor = 0.05): Ended {
  const arms = rates.map(() => ({ tries: 0, hits: 0 }));
  const rules = { certainty: certaintyOfLook(0.95, rounds), leastEach: 100, isLessBetter: false };
  const best = rates.indexOf(Math.max(...rates));
  let shares = rates.map(() => 1 / rates.length);
  for (let round = 0; round < rounds; round += 1) {
    for (const [place, arm] of arms.entries()) {
      const people = Math.round(peopleEach * (shares[place] ?? 0));
      arm.tries += people;
      for (let n = 0; n < people; n += 1) if (random() < (rates[place] ?? 0)) arm.hits += 1;
    }
    const { winner, chances } = judgeArms(arms, rules);
    const tries = arms.reduce((sum, one) => sum + one.tries, 0);
    const hits = arms.reduce((sum, one) => sum + one.hits, 0);
    const shareOfBest = (arms[best]?.tries ?? 0) / tries;
    if (winner !== null || round === rounds - 1) return { winner, shareOfBest, hits: hits / tries };
    shares = sharesOfRound(chances, floor);
  }
  throw new Error('Its rounds have no end.');
}

const simulate = (seed: number, rates: readonly number[], runs: number) => {
  const random = dice(seed);
  return Array.from({ length: runs }, () => runBandit(random, rates));
};

describe('a simulated bandit', () => {
  test('names a winner where there is none at most once in twenty, all its looks together', () => {
    const ended = simulate(3, [0.08, 0.08, 0.08], 300);
    // Two deviations of 300 runs are two and a half percent.
    expect(ended.filter(({ winner }) => winner !== null).length / 300).toBeLessThanOrEqual(0.075);
  }, 60_000);

  test('gives most people the best of three, finds it, and loses less than equal parts would', () => {
    const rates = [0.05, 0.06, 0.12];
    const ended = simulate(5, rates, 150);
    const mean = (pick: (one: Ended) => number) => ended.reduce((sum, one) => sum + pick(one), 0) / 150;
    expect(ended.filter(({ winner }) => winner === 2).length / 150).toBeGreaterThan(0.95);
    expect(ended.some(({ winner }) => winner === 0)).toBe(false);
    expect(mean((one) => one.shareOfBest)).toBeGreaterThan(0.42);
    expect(mean((one) => one.hits)).toBeGreaterThan((0.05 + 0.06 + 0.12) / 3);
  }, 60_000);

  test('comes to the same end from the same seed', () => {
    expect(simulate(11, [0.05, 0.08], 3)).toEqual(simulate(11, [0.05, 0.08], 3));
  });
});
