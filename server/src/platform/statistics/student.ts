import { normalQuantile } from './normal.ts';

/**
 * Student's distribution: how many deviations a share lies below, where the deviation was itself told by so few. By the Cornish-Fisher
 * expansion (Abramowitz and Stegun 26.7.5), which is within a part in a hundred of it from six degrees of freedom on, for shares up to 0.9999.
 */
export function studentQuantile(share: number, freedom: number): number {
  const z = normalQuantile(share);
  const terms = [
    z,
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
    (79 * z ** 9 + 776 * z ** 7 + 1_482 * z ** 5 - 1_920 * z ** 3 - 945 * z) / 92_160,
  ];
  return terms.reduce((sum, term, power) => sum + term / freedom ** power, 0);
}
