import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openReservoir } from './reservoir.ts';

test('keeps as many as asked, or everybody when there are fewer, and nobody twice', () => {
  fc.assert(
    fc.property(fc.nat({ max: 10 }), fc.nat({ max: 50 }), fc.integer(), (most, people, seed) => {
      const reservoir = openReservoir<number>(most, seed);
      for (let person = 0; person < people; person += 1) reservoir.add(person);
      const kept = reservoir.items();
      expect(kept).toHaveLength(Math.min(most, people));
      expect(new Set(kept).size).toBe(kept.length);
    }),
  );
});

test('gives the first and the last the same chance', () => {
  const counts = new Array<number>(20).fill(0);
  for (let seed = 0; seed < 20_000; seed += 1) {
    const reservoir = openReservoir<number>(3, seed * 7919);
    for (let person = 0; person < 20; person += 1) reservoir.add(person);
    for (const person of reservoir.items()) counts[person] = (counts[person] ?? 0) + 1;
  }
  // Each is kept 3,000 times of 20,000; five standard deviations are 250.
  for (const count of counts) expect(Math.abs(count - 3_000)).toBeLessThan(250);
});
