import { type Shares, sharesOf } from './campaign-results.ts';
import { type Difference, differenceOf, differenceOfMeans, type Mean, type Rate, zFor } from './intervals.ts';
import type { Figures } from './result.queries.ts';

export const measures = [
  'delivered',
  'clicked',
  'replied',
  'opted_out',
  'bought',
  'revenue_per_person',
] as const;
export type Measure = (typeof measures)[number];

export type Verdict = 'higher' | 'lower' | 'no_difference_seen' | 'too_few';

export type Compared = {
  readonly measure: Measure;
  /** The other one minus the first. */
  readonly difference: Difference | null;
  readonly verdict: Verdict;
  readonly sentence: string;
};

const words: Readonly<Record<Measure, string>> = {
  delivered: 'of its texts arrived',
  clicked: 'opened a link',
  replied: 'replied',
  opted_out: 'left within a day',
  bought: 'bought',
  revenue_per_person: 'a person brought',
};

const pick = (shares: Shares, measure: Measure): Rate | Mean | null =>
  ({
    delivered: shares.delivered,
    clicked: shares.clicked,
    replied: shares.replied,
    opted_out: shares.optedOut,
    bought: shares.bought,
    revenue_per_person: shares.revenuePerPerson,
  })[measure];

/**
 * The second against the first, measure by measure. Each question that is asked at once (all measures of all that are compared) widens the
 * intervals, so that a difference seen by chance alone stays rare for the table as a whole.
 */
export function compare(first: Figures, second: Figures, asked = 1): Compared[] {
  const z = zFor(asked * measures.length);
  const [one, other] = [sharesOf(first), sharesOf(second)];
  return measures.map((measure) => {
    const [before, after] = [pick(one, measure), pick(other, measure)];
    if (before === null || after === null) return tooFew(measure, null);
    const difference =
      'hits' in before && 'hits' in after
        ? differenceOf(before, after, z)
        : differenceOfMeans(before as Mean, after as Mean, z);
    if (before.isTooFew || after.isTooFew) return tooFew(measure, difference);
    const verdict = difference.low > 0 ? 'higher' : difference.high < 0 ? 'lower' : 'no_difference_seen';
    return { measure, difference, verdict, sentence: sentenceOf(measure, verdict, difference) };
  });
}

const tooFew = (measure: Measure, difference: Difference | null): Compared => ({
  measure,
  difference,
  verdict: 'too_few',
  sentence: 'Too few to say anything: more people, or more of them who did it, are needed.',
});

function sentenceOf(measure: Measure, verdict: Verdict, { low, high }: Difference): string {
  const isMoney = measure === 'revenue_per_person';
  const write = (value: number) =>
    isMoney ? Math.abs(value).toFixed(2) : (Math.abs(value) * 100).toFixed(1);
  const unit = isMoney ? '' : ' points';
  if (verdict === 'no_difference_seen') {
    const signed = (value: number) => `${value < 0 ? '−' : '+'}${write(value)}`;
    return `No difference seen; it could be from ${signed(low)} to ${signed(high)}${unit}.`;
  }
  const [least, most] = [Math.min(Math.abs(low), Math.abs(high)), Math.max(Math.abs(low), Math.abs(high))];
  const way = verdict === 'higher' ? 'more' : 'less';
  return `${write(least)} to ${write(most)}${unit} ${way} ${isMoney ? 'a person' : words[measure]}.`;
}

/** What no comparison of campaigns can say, however many people there were. */
export const caution =
  'These are different people at different hours, with other offers around them. The figures say what happened, not why; for why, send variants to halves that are drawn by lot.';
