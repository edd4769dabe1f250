import { type CampaignPart, whole } from '../campaigns/index.ts';

/**
 * A test that learns on the way: it goes in rounds, and each gives more of its people to what has done better so far. Nobody is
 * spared by it from the weaker variants altogether, but most are.
 */
export type Bandit = {
  readonly rounds: number;
  /** Of each round, from 0 to 1, what every variant gets at the least. Without it one that began unluckily would never be tried again. */
  readonly floor: number;
};

/**
 * What each variant gets of a round: the floor, and of the rest as much as its chance of being the best. That is what Thompson's
 * draws (a flat prior, one draw a person) come to on average, without their luck: from the same figures always the same shares.
 * `chances` sum to 1; null is a variant that was stopped, which gets nothing.
 */
export function sharesOfRound(chances: readonly (number | null)[], floor: number): number[] {
  const open = chances.filter((one) => one !== null);
  const least = open.length === 0 ? 0 : Math.min(floor, 1 / open.length);
  const sum = open.reduce((total, one) => total + one, 0);
  const free = 1 - least * open.length;
  return chances.map((one) =>
    one === null ? 0 : least + free * (sum > 0 ? one / sum : 1 / Math.max(1, open.length)),
  );
}

/** Of an audience, in ten-thousandths: who gets nothing, and who takes part. */
type Shared = { readonly controlShare: number; readonly testShare: number };

/** Where a round begins in the places of an audience; that of the one after the last is where the rest begins. */
export const edgeOfRound = ({ controlShare, testShare }: Shared, rounds: number, round: number): number =>
  controlShare + Math.floor((testShare * Math.min(round, rounds)) / rounds);

/** The parts of a round, variant by variant; null where there is nothing of it. */
export function partsOfRound(
  root: string,
  plan: Shared,
  { rounds, round }: { readonly rounds: number; readonly round: number },
  shares: readonly number[],
): (CampaignPart | null)[] {
  const [first, end] = [edgeOfRound(plan, rounds, round), edgeOfRound(plan, rounds, round + 1)];
  let share = 0;
  let from = first;
  const last = shares.findLastIndex((one) => one > 0);
  return shares.map((one, place) => {
    share += one;
    // What rounding would leave over belongs to the last.
    const to = place >= last ? end : Math.min(end, first + Math.round((end - first) * share));
    const part = one > 0 && to > from ? { root, control: plan.controlShare, from, to } : null;
    if (part) from = to;
    return part;
  });
}

/** Everybody behind the last round that went out, or null where nobody is left. */
export function restAfter(
  root: string,
  plan: Shared,
  { rounds, round }: { readonly rounds: number; readonly round: number },
): CampaignPart | null {
  const from = edgeOfRound(plan, rounds, round + 1);
  return from < whole ? { root, control: plan.controlShare, from, to: whole } : null;
}

/** A bandit looks after each round. So that all its looks together name a winner by chance as seldom as one would, each must be surer. */
export const certaintyOfLook = (certainty: number, looks: number): number => 1 - (1 - certainty) / looks;
