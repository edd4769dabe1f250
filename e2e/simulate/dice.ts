import { seededRandom } from '../stage/random.ts';

/** All chance of one simulated world, from its seed. */
export type Dice = {
  /** From 0 to 1. */
  next(): number;
  chance(probability: number): boolean;
  between(least: number, most: number): number;
  /** A whole number, both ends included. */
  whole(least: number, most: number): number;
  pick<T>(among: readonly T[]): T;
};

export function openDice(seed: number): Dice {
  const next = seededRandom(seed);
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    chance: (probability) => next() < probability,
    between: (least, most) => least + next() * (most - least),
    whole,
    pick: (among) => among[whole(0, among.length - 1)] as (typeof among)[number],
  };
}
