import { tFor } from '../results/intervals.ts';
import {
  leastHits,
  leastOfAWeek,
  leastWeeks,
  percent,
  points,
  sum,
  type TrendMeasure,
  trendMeasures,
  type WeekdayTotals,
  weeksOfMeasure,
} from './trends.ts';

/** A share over some weeks against the same weeks a year earlier. */
export type Changed = {
  readonly measure: TrendMeasure;
  readonly verdict: 'higher' | 'lower' | 'no_difference_seen' | 'too_few';
  readonly sentence: string;
};

/**
 * Whether the share of one year is another than that of the year before. By the number of people alone nearly any two years differ once
 * they are millions: what is held against the difference is how far the weeks of each year lie from their mean, as with a trend.
 */
export function changeOverYear(
  before: readonly WeekdayTotals[],
  now: readonly WeekdayTotals[],
  measure: TrendMeasure,
): Changed {
  const [first, second] = [weeksOfMeasure(before, measure), weeksOfMeasure(now, measure)];
  const weeks = Math.min(first.length, second.length);
  if (weeks < leastWeeks || sum([...first, ...second], (week) => week.hits) < leastHits)
    return { measure, verdict: 'too_few', sentence: tooFew };
  const [one, other] = [meanOf(first), meanOf(second)];
  const half = tFor(trendMeasures.length, weeks - 1) * Math.hypot(one.deviation, other.deviation);
  const difference = other.rate - one.rate;
  const [least, most] = [points(difference - half), points(difference + half)];
  if (Math.abs(difference) <= half)
    return {
      ...{ measure, verdict: 'no_difference_seen' },
      sentence: `No difference seen between the weeks of both years; it could be from ${least} to ${most} points.`,
    };
  return {
    ...{ measure, verdict: difference > 0 ? 'higher' : 'lower' },
    sentence: `From ${percent(one.rate)} to ${percent(other.rate)}; by how weeks differ it could be ${least} to ${most} points.`,
  };
}

const tooFew = `Too few to compare years: it takes ${leastWeeks} weeks of each with ${leastOfAWeek} texts, and ${leastHits} people who did it.`;

type Week = ReturnType<typeof weeksOfMeasure>[number];

/** The share of all weeks, and how far off it may be: by the scatter of weeks, or by the number of people where that says more. */
function meanOf(weeks: readonly Week[]): { readonly rate: number; readonly deviation: number } {
  const of = sum(weeks, (week) => week.of);
  const rate = sum(weeks, (week) => week.hits) / of;
  const scatter =
    sum(weeks, (week) => (week.hits - rate * week.of) ** 2) * (weeks.length / (weeks.length - 1));
  const ofPeople = of * rate * (1 - rate);
  return { rate, deviation: Math.sqrt(Math.max(scatter, ofPeople)) / of };
}
