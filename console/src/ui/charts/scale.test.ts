import { expect, it } from 'vitest';
import { labelPlaces, marksOf, roundUp, spanOf, strengthOf } from './scale.ts';

it('ends a scale at a number that people can read', () => {
  expect([0, 1, 3, 7, 10, 11, 4_321, 10_000_000].map(roundUp)).toEqual([
    1, 1, 5, 10, 10, 20, 5_000, 10_000_000,
  ]);
  expect([marksOf(10), marksOf(1), marksOf(5)]).toEqual([
    [0, 5, 10],
    [0, 1],
    [0, 5],
  ]);
});

it('writes as many labels as fit, the first and the last among them', () => {
  expect(labelPlaces(3, 1_000, 80)).toEqual([0, 1, 2]);
  expect(labelPlaces(100, 320, 80)).toEqual([0, 33, 66, 99]);
  expect(labelPlaces(100, 10, 80)).toEqual([0, 99]);
  expect([labelPlaces(0, 100, 80), labelPlaces(1, 100, 80)]).toEqual([[], [0]]);
});

it('colours something even where it is next to nothing', () => {
  expect([strengthOf(0.0001, 1), strengthOf(0.5, 1), strengthOf(1, 1), strengthOf(0, 0)]).toEqual([
    1, 3, 5, 1,
  ]);
});

it('begins at nothing unless everything is far from it', () => {
  expect(spanOf([{ low: 0.03, high: 0.08 }])).toEqual({ begin: 0, end: 0.08 });
  expect(
    spanOf([
      { low: 0.2, high: 0.8 },
      { low: 0.1, high: 0.3 },
    ]).begin,
  ).toBe(0);
  const { begin, end } = spanOf([
    { low: 0.94, high: 0.96 },
    { low: 0.97, high: 0.98 },
  ]);
  expect([begin > 0.9, begin < 0.94, end]).toEqual([true, true, 0.98]);
  expect(spanOf([])).toEqual({ begin: 0, end: 0.01 });
});
