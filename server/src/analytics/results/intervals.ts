import { type Estimate, newcombe, usualZ, wilson, zOfLevel } from '../../platform/statistics/interval.ts';
import { studentQuantile } from '../../platform/statistics/student.ts';

/** A share with what else it could well be: 95 of 100 intervals that are made like this hold the true one. */
export type Rate = {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly hits: number;
  readonly of: number;
  /** The figure is right, and says next to nothing about the next campaign. */
  readonly isTooFew: boolean;
};

// Below it one person more or less moves a share by a percent and more.
export const leastOf = 100;
/** The rule of thumb of statistics books: of what happened fewer than five times, the interval is all there is to say. */
export const leastHits = 5;

/** With Wilson’s interval. Null where there is nothing to divide by. */
export function rateOf(hits: number, of: number, z = usualZ): Rate | null {
  if (of <= 0) return null;
  const isTooFew = of < leastOf || hits < leastHits || of - hits < leastHits;
  const did = Math.min(hits, of);
  return { value: did / of, ...wilson(did, of, z), hits, of, isTooFew };
}

export type Difference = Estimate;

/** Second minus first. */
export function differenceOf(first: Rate, second: Rate, z = usualZ): Difference {
  const [one, other] = [
    rateOf(first.hits, first.of, z) ?? first,
    rateOf(second.hits, second.of, z) ?? second,
  ];
  return newcombe(other, one);
}

export type Mean = Difference & {
  readonly of: number;
  readonly deviation: number;
  readonly isTooFew: boolean;
};

// Few buy, and some of them for a hundred times as much as others; with fewer than that the normal curve is far off.
export const leastBuyers = 30;

/** A sum a head, with those who brought nothing as zeros. `squares` is the sum of the squares of what each brought. */
export function meanOf(
  sum: number,
  squares: number,
  heads: number,
  { buyers, z = usualZ }: { buyers: number; z?: number },
): Mean | null {
  if (heads <= 0) return null;
  const value = sum / heads;
  const variance = Math.max(0, squares / heads - value * value);
  const deviation = Math.sqrt(variance / heads);
  const isTooFew = buyers < leastBuyers || heads < leastOf;
  return { value, low: value - z * deviation, high: value + z * deviation, of: heads, deviation, isTooFew };
}

export function differenceOfMeans(first: Mean, second: Mean, z = usualZ): Difference {
  const value = second.value - first.value;
  const half = z * Math.hypot(first.deviation, second.deviation);
  return { value, low: value - half, high: value + half };
}

// Five times in a hundred chance alone may pass for something, and each of so many questions is allowed its part of that (Bonferroni).
const doubtOf = (questions: number): number => 0.05 / Math.max(1, questions);

/** The z of intervals that hold all at once for so many questions. */
export const zFor = (questions: number): number => zOfLevel(1 - doubtOf(questions));

/** The same where the deviation was itself told by few, such as the weeks of a year. */
export const tFor = (questions: number, freedom: number): number =>
  studentQuantile(1 - doubtOf(questions) / 2, freedom);
