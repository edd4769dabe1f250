import { setImmediate as nextTurn } from 'node:timers/promises';

/** Does some work and returns how many units of it were done. */
export type Work = () => number;

const rounds = { quick: { count: 3, ms: 80 }, full: { count: 9, ms: 500 } };

/**
 * Units a second of each work, as the median of several rounds. The works take turns, so that a moment in which the
 * machine was busy hits all of them; the first round of each only warms up.
 */
export async function measureRates<Name extends string>(
  works: Readonly<Record<Name, Work>>,
  isQuick: boolean,
): Promise<Record<Name, number>> {
  const { count, ms } = isQuick ? rounds.quick : rounds.full;
  const names = Object.keys(works) as Name[];
  const measured = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round <= count; round += 1) {
    for (const name of names) {
      const rate = rateOf(works[name], ms);
      if (round > 0) measured[name].push(rate);
      await nextTurn();
    }
  }
  const medians = names.map((name) => [name, percentile(measured[name], 0.5)]);
  return Object.fromEntries(medians) as Record<Name, number>;
}

function rateOf(work: Work, ms: number): number {
  const startedAt = performance.now();
  let units = 0;
  let elapsed = 0;
  while (elapsed < ms) {
    units += work();
    elapsed = performance.now() - startedAt;
  }
  return (units / elapsed) * 1_000;
}

/** The smallest value that at least this share of all values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Seconds that something took. */
export async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1_000;
}

/** Whole above a hundred and three digits below: more would claim a precision that no run has. */
export function round(value: number | null): number | null {
  if (value === null || !Number.isFinite(value)) return null;
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
