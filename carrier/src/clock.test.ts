import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIsoTime, isoTime } from './clock.ts';

test('with a memory times read as without one, in whatever order they are asked for', () => {
  const start = Date.UTC(2026, 5, 1);
  const time = fc.oneof(fc.integer({ min: start, max: start + 3_000 }), fc.integer({ min: 0, max: 4e12 }));
  fc.assert(
    fc.property(fc.array(time), (times) => {
      const remembering = createIsoTime();
      expect(times.map(remembering)).toEqual(times.map(isoTime));
    }),
  );
});
