import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digest, hostileStream } from '../../test/hostile-streams.ts';

// `sh tools/run smpp/test/fuzz.ts` does the same for as long as one likes.
test('no stream makes anything throw, lose octets, or keep more than one PDU', () => {
  let pdus = 0;
  fc.assert(
    fc.property(hostileStream, (stream) => {
      pdus += digest(stream).pdus;
    }),
    { numRuns: 1_500, seed: 20_261_124 },
  );
  // Streams that all broke at their first octets would prove nothing.
  expect(pdus).toBeGreaterThan(1_500);
});
