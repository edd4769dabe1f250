import { expect, it } from 'vitest';
import { spanOf, strengthOf } from './scale.ts';

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
