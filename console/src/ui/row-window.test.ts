import { expect, test } from 'vitest';
import { windowOf } from './row-window.ts';

test('draws what is in view and some rows above and below', () => {
  expect(windowOf(100_000, 50, 0, 800)).toEqual({ from: 0, until: 36 });
  expect(windowOf(100_000, 50, 500_000, 800)).toEqual({ from: 9_980, until: 10_036 });
});

test('ends at the last row, and draws some of it when the page is scrolled past', () => {
  expect(windowOf(100_000, 50, 4_999_500, 800)).toEqual({ from: 99_970, until: 100_000 });
  expect(windowOf(1_000, 50, 900_000, 800)).toEqual({ from: 980, until: 1_000 });
});

test('a listing that begins below the window is begun', () => {
  expect(windowOf(1_000, 50, -3_000, 800)).toEqual({ from: 0, until: 20 });
});
