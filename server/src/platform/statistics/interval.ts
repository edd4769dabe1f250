import { normalQuantile } from './normal.ts';

export type Interval = { readonly low: number; readonly high: number };
/** A figure with what else it could well be. */
export type Estimate = Interval & { readonly value: number };

/** Of a standard normal: 1.96 of it lie on either side for 95 %. */
export const usualZ = 1.959963984540054;

/** So many deviations lie on either side of an interval that holds the truth in `level` of all cases. */
export const zOfLevel = (level: number): number => normalQuantile(1 - (1 - level) / 2);

/**
 * Wilson's interval for a rate (E. B. Wilson, 1927): unlike the textbook one it stays within 0 and 1 and holds for few tries and for rare
 * things such as opt-outs. `hits` is at most `tries`; nothing tried says nothing.
 */
export function wilson(hits: number, tries: number, z = usualZ): Interval {
  if (tries === 0) return { low: 0, high: 1 };
  const rate = hits / tries;
  const scale = 1 + (z * z) / tries;
  const middle = (rate + (z * z) / (2 * tries)) / scale;
  const half = (z / scale) * Math.sqrt((rate * (1 - rate)) / tries + (z * z) / (4 * tries * tries));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/**
 * How much higher the first of two independent rates is than the second, from Wilson's interval of each (R. G. Newcombe, 1998, his method
 * 10): for groups of very different sizes, such as a campaign and its control group.
 */
export function newcombe(one: Estimate, other: Estimate): Estimate {
  const value = one.value - other.value;
  return {
    value,
    low: value - Math.hypot(one.value - one.low, other.high - other.value),
    high: value + Math.hypot(one.high - one.value, other.value - other.low),
  };
}
