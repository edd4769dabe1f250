import { normalQuantile, normalShare } from '../../platform/statistics/normal.ts';

export type SizeQuestion = {
  /** The rate without the change. */
  readonly rate: number;
  /** By how much of itself it would have to grow to be worth it: 0.2 is from 5 % to 6 %. */
  readonly lift: number;
  readonly arms: number;
  /** How often a winner may be named where there is none; all comparisons together. */
  readonly falseWinners: number;
  /** How often a real difference is to be found. */
  readonly power: number;
};

/**
 * How many people each arm needs. The usual formula for two rates, with the error shared by the arms: of `k` arms each may be
 * named by chance a k-th of the time.
 */
export function peopleForEachArm({ rate, lift, arms, falseWinners, power }: SizeQuestion): number {
  const better = Math.min(1, rate * (1 + lift));
  const zError = normalQuantile(1 - falseWinners / arms);
  const zPower = normalQuantile(power);
  const [a, b] = [rate * (1 - rate), better * (1 - better)];
  return Math.ceil(((zError + zPower) ** 2 * (a + b)) / (better - rate) ** 2 || Number.POSITIVE_INFINITY);
}

/** The smallest lift that so many people in each arm would find as often as `power` says; null where even a doubling is not found. */
export function smallestLift(question: Omit<SizeQuestion, 'lift'>, people: number): number | null {
  let [low, high] = [0, 10];
  if (peopleForEachArm({ ...question, lift: high }) > people) return null;
  for (let turn = 0; turn < 60; turn += 1) {
    const middle = (low + high) / 2;
    if (peopleForEachArm({ ...question, lift: middle }) > people) low = middle;
    else high = middle;
  }
  return high;
}

/** How often two arms of this size tell these rates apart, by theory. */
export function powerOfTwo(rate: number, better: number, people: number, falseWinners: number): number {
  const deviation = Math.sqrt((rate * (1 - rate) + better * (1 - better)) / people);
  return normalShare(Math.abs(better - rate) / deviation - normalQuantile(1 - falseWinners / 2));
}
