import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Text } from '../chunk.ts';
import { lotsOf } from './submit.ts';

const textOf = (parts: number) => ({ parts }) as Text;
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

describe('texts of a wave', () => {
  test('leave together where there is no pace to keep', () => {
    expect(lotsOf([textOf(1), textOf(3)], 0)).toEqual([{ texts: [textOf(1), textOf(3)], durationMs: 0 }]);
  });

  test('of a slow number leave one by one, a long one taking its parts’ worth of time', () => {
    const lots = lotsOf([textOf(1), textOf(3), textOf(1)], 100);
    expect(lots.map((lot) => lot.durationMs)).toEqual([100, 300, 100]);
  });

  test('leave all of them, in order, in lots of a timer’s grain, and take the time that their parts take', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 1, maxLength: 200 }),
        fc.double({ min: 0, max: 200, noNaN: true }),
        (parts, msPerPart) => {
          const texts = parts.map(textOf);
          const lots = lotsOf(texts, msPerPart);
          expect(lots.flatMap((lot) => lot.texts)).toEqual(texts);
          expect(sum(lots.map((lot) => lot.durationMs))).toBeCloseTo(sum(parts) * msPerPart, 3);
          for (const lot of lots.slice(0, -1))
            expect(lot.durationMs).toBeGreaterThanOrEqual(msPerPart === 0 ? 0 : 5);
        },
      ),
    );
  });
});
