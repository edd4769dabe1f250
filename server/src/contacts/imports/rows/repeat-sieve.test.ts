import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newRepeatSieve } from './repeat-sieve.ts';

test('every number that comes again is suspected', () => {
  const numbers = fc.array(fc.integer({ min: 1_000_000, max: 999_999_999_999_999 }), { maxLength: 50 });
  fc.assert(
    fc.property(numbers, fc.nat(), (list, at) => {
      const again = list[at % Math.max(1, list.length)];
      const sieve = newRepeatSieve();
      sieve.add(Float64Array.from(list));
      sieve.add(Float64Array.from(again === undefined ? [] : [again]));
      if (again !== undefined) expect(sieve.suspects()).toContain(`+${again}`);
    }),
    { numRuns: 20 },
  );
});

test('hardly any other is', () => {
  const sieve = newRepeatSieve();
  sieve.add(Float64Array.from({ length: 200_000 }, (_, at) => 12_120_000_000 + at * 7));
  expect(sieve.suspects()?.length).toBeLessThan(200);
});

test('a file of repeats is not listed one by one', () => {
  const sieve = newRepeatSieve();
  const many = Float64Array.from({ length: 60_000 }, (_, at) => 12_120_000_000 + at);
  sieve.add(many);
  sieve.add(many);
  expect(sieve.suspects()).toBeNull();
});
