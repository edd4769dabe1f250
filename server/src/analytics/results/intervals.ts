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

/** Of a standard normal: 1.96 of it lie on either side for 95 %. */
export const usualZ = 1.959963984540054;

// Below it one person more or less moves a share by a percent and more.
export const leastOf = 100;
/** The rule of thumb of statistics books: of what happened fewer than five times, the interval is all there is to say. */
export const leastHits = 5;

/**
 * Wilson’s interval (E. B. Wilson, 1927): unlike the textbook one it stays within 0 and 1 and holds for rare things such as opt-outs. Null
 * where there is nothing to divide by.
 */
export function rateOf(hits: number, of: number, z = usualZ): Rate | null {
  if (of <= 0) return null;
  const value = Math.min(1, hits / of);
  const z2 = z * z;
  const middle = (value + z2 / (2 * of)) / (1 + z2 / of);
  const half = (z / (1 + z2 / of)) * Math.sqrt((value * (1 - value)) / of + z2 / (4 * of * of));
  const isTooFew = of < leastOf || hits < leastHits || of - hits < leastHits;
  return { value, low: Math.max(0, middle - half), high: Math.min(1, middle + half), hits, of, isTooFew };
}

export type Difference = { readonly value: number; readonly low: number; readonly high: number };

/** The difference of two independent shares (R. G. Newcombe, 1998, his method 10), second minus first. */
export function differenceOf(first: Rate, second: Rate, z = usualZ): Difference {
  const [one, other] = [
    rateOf(first.hits, first.of, z) ?? first,
    rateOf(second.hits, second.of, z) ?? second,
  ];
  const value = other.value - one.value;
  const down = Math.hypot(other.value - other.low, one.high - one.value);
  const up = Math.hypot(other.high - other.value, one.value - one.low);
  return { value, low: value - down, high: value + up };
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

/** The z of intervals that hold all at once for so many questions: each is allowed its part of the five in a hundred (Bonferroni). */
export function zFor(questions: number): number {
  return quantile(1 - 0.05 / (2 * Math.max(1, questions)));
}

/** The inverse of the normal distribution by P. J. Acklam’s approximation: off by less than 1.2e-9 of itself. */
export function quantile(p: number): number {
  const a = [
    -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
    2.506628277459239,
  ];
  const b = [
    -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1,
  ];
  const c = [
    -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
    2.938163982698783,
  ];
  const d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1];
  const poly = (terms: readonly number[], x: number) => terms.reduce((sum, term) => sum * x + term, 0);
  const edge = 0.02425;
  if (p < edge) return tail(Math.sqrt(-2 * Math.log(p)));
  if (p > 1 - edge) return -tail(Math.sqrt(-2 * Math.log(1 - p)));
  const q = p - 0.5;
  return (poly(a, q * q) * q) / poly(b, q * q);
  function tail(q: number): number {
    return poly(c, q) / poly(d, q);
  }
}
