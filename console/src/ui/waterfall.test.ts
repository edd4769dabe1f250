import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCount } from './numbers.ts';
import { sumOf, toWaterfall, type WaterfallLine } from './waterfall.ts';

const line = (sign: WaterfallLine['sign'], name: string, count: number): WaterfallLine => ({
  line: name,
  count,
  sign,
  label: name,
});
const tenThousand = [
  line('+', 'in_file', 9_800),
  line('+', 'second_numbers', 200),
  line('-', 'invalid', 1_000),
  line('=', 'audience', 9_000),
  line('-', 'opted_out', 0),
  line('-', 'no_consent', 1_000),
  line('=', 'will_receive', 8_000),
];

describe('a waterfall whose lines add up', () => {
  const waterfall = toWaterfall(tenThousand);
  it('explains everybody', () => {
    expect(waterfall.unexplained).toBe(0);
    expect(sumOf(tenThousand, formatCount)).toBe('9,800 + 200 − 1,000 − 1,000 = 8,000');
  });
  it('lets each bar begin where the one above ended, and sums begin at nothing', () => {
    expect(waterfall.rows.map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ['opening', 0, 0.98],
      ['added', 0.98, 1],
      ['left_out', 0.9, 1],
      ['sum', 0, 0.9],
      ['left_out', 0.9, 0.9],
      ['left_out', 0.8, 0.9],
      ['result', 0, 0.8],
    ]);
  });
});

it('names how many people the lines do not explain, in either direction and at the first wrong sum', () => {
  const ending = (count: number) => [line('+', 'a', 10), line('-', 'b', 2), line('=', 'z', count)];
  expect(toWaterfall(ending(7)).unexplained).toBe(1);
  expect(toWaterfall(ending(9)).unexplained).toBe(-1);
  expect(toWaterfall([line('+', 'a', 10), line('=', 'm', 9), line('=', 'z', 8)]).unexplained).toBe(1);
});

it('draws nothing from nothing', () => {
  expect(toWaterfall([]).rows).toEqual([]);
  expect(sumOf([], formatCount)).toBe('');
  expect(toWaterfall([line('+', 'a', 0), line('=', 'z', 0)]).rows.map((row) => row.to)).toEqual([0, 0]);
});

it('stays inside the picture and is exact exactly when the sums are', () => {
  const some = fc.record({ sign: fc.constantFrom('+' as const, '-' as const), count: fc.nat(1e6) });
  fc.assert(
    fc.property(
      fc.array(some, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: -5, max: 5 }),
      (moves, wrongBy) => {
        const total = moves.reduce((sum, { sign, count }) => sum + (sign === '+' ? count : -count), 0);
        fc.pre(total + wrongBy >= 0);
        const lines = [
          ...moves.map(({ sign, count }, i) => line(sign, `m${i}`, count)),
          line('=', 'z', total + wrongBy),
        ];
        const waterfall = toWaterfall(lines);
        for (const row of waterfall.rows)
          expect(row.from >= 0 && row.from <= row.to && row.to <= 1).toBe(true);
        expect(waterfall.unexplained).toBe(-wrongBy + 0);
      },
    ),
  );
});
