/** Where a value stands between two ends, and the round numbers that are written beside it. */

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
