import { certaintyOfLook } from './bandit.ts';
import { noCounts, strandsOf } from './count-arms.ts';
import {
  type Arm,
  type ArmCounts,
  type Experiment,
  hitsOf,
  type KeptVerdict,
  roundsOf,
} from './experiment.ts';
import { type ArmsVerdict, judgeArms, judgeMeans } from './statistics/judge-arms.ts';

export type Judgement = {
  readonly kept: KeptVerdict;
  /** Places of variants; null where none is clear, and where nobody was texted. */
  readonly winner: number | null;
  readonly ahead: number | null;
};

/** Judges the arms that were not stopped by what was counted. `counts` is by the campaign of the arm. */
export function judgeExperiment(
  { plan }: Pick<Experiment, 'plan'>,
  arms: readonly Arm[],
  counts: ReadonlyMap<string, ArmCounts>,
): Judgement {
  const standing = strandsOf(arms, counts).filter(({ stoppedAt }) => stoppedAt === null);
  const found = standing.map((one) => one.counts);
  const rules = {
    certainty: certaintyOfLook(plan.certainty, roundsOf(plan)),
    leastEach: plan.leastEach,
    isLessBetter: plan.metric === 'opt_outs',
  };
  const verdict: ArmsVerdict =
    plan.metric === 'revenue'
      ? judgeMeans(
          found.map((one) => ({
            ...{ tries: one.texts, hits: one.conversions },
            ...{ sum: one.revenue, squares: one.revenueSquares },
          })),
          rules,
        )
      : judgeArms(
          // A person can click in a text of which the carrier never said that it took it.
          found.map((one) => ({ tries: one.texts, hits: Math.min(one.texts, hitsOf(plan.metric, one)) })),
          rules,
        );
  const placeOf = (at: number | null) => (at === null ? null : (standing[at]?.place ?? null));
  return {
    winner: placeOf(verdict.winner),
    ahead: placeOf(verdict.ahead),
    kept: {
      sentence: verdict.sentence,
      isClear: verdict.winner !== null,
      needed: verdict.needed,
      arms: standing.map(({ place }, at) => ({
        place,
        chance: verdict.chances[at] ?? 0,
        ...(found[at] ?? noCounts),
      })),
    },
  };
}
