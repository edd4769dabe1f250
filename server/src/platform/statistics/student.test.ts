import { expect, test } from 'vitest';
import { studentQuantile } from './student.ts';

// From the tables of Abramowitz and Stegun (26.10).
test.each([
  [0.975, 6, 2.447],
  [0.995, 6, 3.707],
  [0.9995, 6, 5.959],
  [0.975, 10, 2.228],
  [0.9995, 10, 4.587],
  [0.975, 30, 2.042],
  [0.9995, 60, 3.46],
])('%f of it lies below, with %i degrees of freedom, so many deviations', (share, freedom, expected) => {
  expect(Math.abs(studentQuantile(share, freedom) / expected - 1)).toBeLessThan(0.01);
  expect(studentQuantile(1 - share, freedom)).toBeCloseTo(-studentQuantile(share, freedom), 6);
});
