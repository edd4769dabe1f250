import { countOf } from '../../platform/count-of.ts';
import { chancesOfMeans, type Moments } from './means.ts';
import { type Arm, probabilitiesOfBest, probabilityOfTimes } from './posterior.ts';

export type Rules = {
  /** 0.95: where there is no difference, a winner is named at most once in twenty experiments. */
  readonly certainty: number;
  /** With fewer people than that in any arm nothing is said. */
  readonly leastEach: number;
  /** True for what is better the less there is of it, such as opt-outs. */
  readonly isLessBetter: boolean;
};

export type ArmsVerdict = {
  /** Its place; null where no winner is clear. */
  readonly winner: number | null;
  /** The best so far, winner or not; null without any try. */
  readonly ahead: number | null;
  readonly chances: readonly number[];
  /** What the chance of an arm must reach. */
  readonly needed: number;
  readonly sentence: string;
};

/**
 * Who has won, judged once, when the wait is over: looking again and again until somebody is ahead finds winners where there
 * are none. Each of `k` arms would be ahead by chance, so the chance of being the best that one must reach is
 * 1 − (1 − certainty) / k. Arms that were stopped are not among them.
 */
export function judgeArms(arms: readonly Arm[], rules: Rules): ArmsVerdict {
  const better = rules.isLessBetter ? arms.map(({ tries, hits }) => ({ tries, hits: tries - hits })) : arms;
  return judgeChances(arms, probabilitiesOfBest(better), rules);
}

// Money scatters widely: with fewer buyers than that its mean is not normal enough to be judged.
const leastBuyers = 30;

/** The same of money: whose mean is the highest. */
export function judgeMeans(
  arms: readonly (Moments & { readonly hits: number })[],
  rules: Rules,
): ArmsVerdict {
  const verdict = judgeChances(arms, chancesOfMeans(arms), rules);
  const fewest = Math.min(...arms.map(({ hits }) => hits));
  if (verdict.winner === null || fewest >= leastBuyers) return verdict;
  const sentence = `Too few to say: the smallest arm has ${fewest} buyers, and ${leastBuyers} are needed to compare money.`;
  return { ...verdict, winner: null, sentence };
}

function judgeChances(
  arms: readonly { readonly tries: number }[],
  chances: readonly number[],
  { certainty, leastEach }: Rules,
): ArmsVerdict {
  const needed = neededChance(certainty, arms.length);
  const none = { winner: null, chances, needed };
  const most = Math.max(0, ...chances);
  const ahead = arms.some(({ tries }) => tries > 0) ? chances.indexOf(most) : null;
  if (ahead === null) return { ...none, ahead, sentence: 'Nobody has been texted yet.' };
  if (arms.length < 2)
    return { ...none, ahead, sentence: 'Only one arm is left, so there is nothing to compare.' };
  const fewest = Math.min(...arms.map(({ tries }) => tries));
  if (fewest < leastEach)
    return {
      ...none,
      ahead,
      sentence: `Too few to say: the smallest arm has ${countOf(fewest, 'person', 'people')}, and ${leastEach} are needed.`,
    };
  if (most < needed)
    return {
      ...none,
      ahead,
      sentence: `No clear winner: the best of them is so with ${percent(most)}, and ${percent(needed)} are needed.`,
    };
  return {
    ...none,
    winner: ahead,
    ahead,
    sentence: `It is the best with ${percent(most)}; ${percent(needed)} were needed.`,
  };
}

export const neededChance = (certainty: number, arms: number): number =>
  1 - (1 - certainty) / Math.max(1, arms);

const percent = (share: number) => `${(Math.floor(share * 1_000) / 10).toFixed(1)} %`;

export type Guard = {
  /** An arm is stopped that makes so many times as many people leave as the others together. */
  readonly factor: number;
  /** Shared among the arms, each of which might be the one that chance makes look bad. */
  readonly certainty: number;
  readonly leastTexts: number;
  readonly leastHits: number;
};

/**
 * What the field calls reasonable. It looks every minute, and each look may find by chance what is not there: with 0.998 shared
 * among the arms one of them is stopped for nothing in 2 to 4 of 100 experiments of a thousand texts an arm (with 0.99 each it
 * was 14 of 100 with three arms, 42 with eight), and an arm with three times the opt-outs is still found in 94 of 100 and more.
 */
export const usualGuard: Guard = { factor: 2, certainty: 0.998, leastTexts: 100, leastHits: 5 };

/** Places of the arms that drive people away: their opt-out rate is surely more than that of the others, and at least twice it. */
export function armsToStop(optOuts: readonly Arm[], guard: Guard = usualGuard): number[] {
  const all = optOuts.reduce(
    (sum, { tries, hits }) => ({ tries: sum.tries + tries, hits: sum.hits + hits }),
    {
      tries: 0,
      hits: 0,
    },
  );
  const needed = neededChance(guard.certainty, optOuts.length);
  return optOuts.flatMap((arm, place) => {
    const others = { tries: all.tries - arm.tries, hits: all.hits - arm.hits };
    if (arm.tries < guard.leastTexts || others.tries < guard.leastTexts || arm.hits < guard.leastHits)
      return [];
    const isTwice = arm.hits * others.tries >= guard.factor * others.hits * arm.tries;
    return isTwice && probabilityOfTimes(arm, others, 1) >= needed ? [place] : [];
  });
}
