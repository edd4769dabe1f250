import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Text } from '../chunk.ts';
import { evenly } from './submit.ts';

const textOf = (parts: number) => ({ parts }) as Text;
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

describe('texts of a wave', () => {
  test('leave together where there is no pace to keep', () => {
    expect(evenly([textOf(1), textOf(3)], 0)).toEqual([{ texts: [textOf(1), textOf(3)], afterMs: 0 }]);
  });

  test('of a slow number leave one by one, a long one taking its parts’ worth of time', () => {
    const lots = evenly([textOf(1), textOf(3), textOf(1)], 100);
    expect(lots.map((lot) => lot.afterMs)).toEqual([0, 100, 300]);
  });

  test('leave all of them, in order, in lots of one timer’s grain, and never ahead of their time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 1, maxLength: 200 }),
        fc.double({ min: 0, max: 200, noNaN: true }),
        (parts, msPerPart) => {
          const texts = parts.map(textOf);
          const lots = evenly(texts, msPerPart);
          expect(lots.flatMap((lot) => lot.texts)).toEqual(texts);
          let leavesAtMs = 0;
          let before = 0;
          for (const lot of lots) {
            leavesAtMs += lot.afterMs;
            const dueMs = before * msPerPart;
            expect(leavesAtMs).toBeCloseTo(dueMs, 3);
            before += sum(lot.texts.map((text) => text.parts));
          }
        },
      ),
    );
  });
});
