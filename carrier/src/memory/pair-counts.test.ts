import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPairCounts } from './pair-counts.ts';

test('a pair is told how often it came before, and the other way round is another pair', () => {
  const pairs = createPairCounts();
  expect([pairs.add(1, 2), pairs.add(1, 2), pairs.add(2, 1), pairs.add(0, 0), pairs.add(1, 2)]).toEqual([
    0, 1, 0, 0, 2,
  ]);
});

test('it counts as a Map would, through all its growing', () => {
  const number = fc.oneof(fc.nat({ max: 40 }), fc.nat({ max: 2 ** 32 - 1 }));
  fc.assert(
    fc.property(fc.array(fc.tuple(number, number), { maxLength: 2_000 }), (list) => {
      const pairs = createPairCounts();
      const map = new Map<string, number>();
      for (const [one, other] of [...list, ...list]) {
        const key = `${one} ${other}`;
        expect(pairs.add(one, other)).toBe(map.get(key) ?? 0);
        map.set(key, (map.get(key) ?? 0) + 1);
      }
    }),
  );
});
