import type { Tx } from '../platform/db/pool.ts';
import { countArms, noCounts } from './count-arms.ts';
import { listLately } from './counts.queries.ts';
import { type ArmCounts, hitsOf, type Metric } from './experiment.ts';
import { peopleForEachArm, smallestLift } from './statistics/sample-size.ts';

export type Advice = {
  readonly metric: Metric;
  readonly rate: number;
  /** Texts of the workspace that the rate comes from; 0 where it is an assumption. */
  readonly fromTexts: number;
  readonly each: number;
  readonly all: number;
  /** What the people that were named would find; null where they were not, or are too few for anything. */
  readonly smallestLift: number | null;
  readonly sentence: string;
};

export const power = 0.8;
const falseWinners = 0.05;
const lookedBackMs = 180 * 86_400_000;
// Of a workspace that has sent nothing yet; what the trade reports, and said to be an assumption.
const assumed: Readonly<Record<Metric, number>> = {
  ...{ clicks: 0.05, replies: 0.02, opt_outs: 0.01, conversions: 0.01, revenue: 0.01 },
};
const leastTexts = 1_000;

/** How many people an experiment takes, by what the workspace’s own campaigns of half a year came to. */
export async function advise(
  tx: Tx,
  now: Date,
  asked: {
    readonly metric: Metric;
    readonly lift: number;
    readonly arms: number;
    readonly people: number | null;
  },
): Promise<Advice> {
  const { metric, lift, arms, people } = asked;
  const ids = await listLately(tx, new Date(now.getTime() - lookedBackMs));
  const own = [...(await countArms(tx, ids)).values()].reduce(add, noCounts);
  const isOwn = own.texts >= leastTexts && hitsOf(metric, own) > 0;
  const rate = isOwn ? hitsOf(metric, own) / own.texts : assumed[metric];
  const question = { rate, arms, falseWinners, power };
  // Fewer opt-outs are what is wanted: the change is downwards.
  const each = peopleForEachArm({ ...question, lift: metric === 'opt_outs' ? -lift : lift });
  const found = people === null ? null : smallestLift(question, Math.floor(people / arms));
  const percent = (share: number) => `${Math.round(share * 1_000) / 10} %`;
  const source = isOwn
    ? `Your last ${own.texts} texts came to ${percent(rate)}.`
    : `You have sent too little to know your own rate, so ${percent(rate)} is assumed.`;
  const money =
    metric === 'revenue' ? ' Money scatters more than its buyers: count on several times as many.' : '';
  const sentence = `${source} To find a change by ${percent(lift)} of that four times in five, each of ${arms} arms needs ${each.toLocaleString('en-US')} people, ${(each * arms).toLocaleString('en-US')} in all.${money}`;
  return {
    metric,
    rate,
    fromTexts: isOwn ? own.texts : 0,
    each,
    all: each * arms,
    smallestLift: found,
    sentence,
  };
}

function add(sum: ArmCounts, one: ArmCounts): ArmCounts {
  return {
    texts: sum.texts + one.texts,
    clicks: sum.clicks + one.clicks,
    replies: sum.replies + one.replies,
    optOuts: sum.optOuts + one.optOuts,
    conversions: sum.conversions + one.conversions,
    revenue: sum.revenue + one.revenue,
    revenueSquares: sum.revenueSquares + one.revenueSquares,
  };
}
