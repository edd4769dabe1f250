/** Where a value stands between two ends, and the round numbers that are written beside it. */

/** The next round number at or above a count: 1, 2, 5, 10, 20, 50 …, so that a scale ends where people can read it. */
export function roundUp(most: number): number {
  if (most <= 1) return 1;
  const unit = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 5, 10].map((step) => step * unit).find((end) => end >= most) ?? most;
}

/** Some three marks from nothing to the end, in whole numbers. */
export function marksOf(end: number): number[] {
  const middle = end / 2;
  return Number.isInteger(middle) ? [0, middle, end] : [0, end];
}

/** Which of so many labels are written, so that they do not run into each other: the first, the last and some between. */
export function labelPlaces(count: number, width: number, labelWidth: number): number[] {
  if (count === 0) return [];
  const most = Math.max(2, Math.min(count, Math.floor(width / labelWidth)));
  if (count <= most) return Array.from({ length: count }, (_, place) => place);
  return Array.from({ length: most }, (_, place) => Math.round((place * (count - 1)) / (most - 1)));
}

/** How strongly a tile or a cell is coloured, from 1 to 5; something is never drawn as nothing. */
export const strengthOf = (value: number, most: number): number =>
  Math.max(1, Math.min(5, Math.round((value / Math.max(most, Number.EPSILON)) * 5)));

/**
 * From where to where a scale of shares goes. From nothing where it can: only where all of them are far from it, as shares of
 * delivery are, it begins just below the least, for else no difference could be seen. Points may stand on such a scale, bars not.
 */
export function spanOf(rates: readonly { low: number; high: number }[]): { begin: number; end: number } {
  if (rates.length === 0) return { begin: 0, end: 0.01 };
  const end = Math.max(0.01, ...rates.map(({ high }) => high));
  const least = Math.min(end, ...rates.map(({ low }) => low));
  return { begin: least > end / 2 ? Math.max(0, least - (end - least) * 0.25 - 0.001) : 0, end };
}
