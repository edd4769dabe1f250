import { normalQuantile } from './normal.ts';

export type Interval = { readonly low: number; readonly high: number };

/** Wilson's interval for a rate: holds what it says also for few tries and for rates near nothing. */
export function wilson(hits: number, tries: number, level = 0.95): Interval {
  if (tries === 0) return { low: 0, high: 1 };
  const z = normalQuantile(1 - (1 - level) / 2);
  const rate = hits / tries;
  const scale = 1 + (z * z) / tries;
  const middle = (rate + (z * z) / (2 * tries)) / scale;
  const half = (z / scale) * Math.sqrt((rate * (1 - rate)) / tries + (z * z) / (4 * tries * tries));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

export type Group = { readonly hits: number; readonly tries: number };

/**
 * How much higher the first rate is than the second, with Newcombe's interval (two of Wilson's put together): for groups of
 * very different sizes, such as a campaign and its control group.
 */
export function differenceOf(
  one: Group,
  other: Group,
  level = 0.95,
): Interval & { readonly difference: number } {
  const [p, q] = [rateOf(one), rateOf(other)];
  const [a, b] = [wilson(one.hits, one.tries, level), wilson(other.hits, other.tries, level)];
  const difference = p - q;
  return {
    difference,
    low: Math.max(-1, difference - Math.sqrt((p - a.low) ** 2 + (b.high - q) ** 2)),
    high: Math.min(1, difference + Math.sqrt((a.high - p) ** 2 + (q - b.low) ** 2)),
  };
}

const rateOf = ({ hits, tries }: Group) => (tries === 0 ? 0 : hits / tries);
