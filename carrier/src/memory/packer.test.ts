import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPacker } from './packer.ts';

test('the bytes are those of all strings joined, whatever their lengths, time after time', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('', 'a'.repeat(5_000), '😊'.repeat(30_000)),
  );
  fc.assert(
    fc.property(fc.array(fc.array(text)), (rounds) => {
      const packer = createPacker();
      for (const texts of rounds) {
        for (const one of texts) packer.add(one);
        expect(packer.isEmpty).toBe(texts.join('') === '');
        expect(packer.take().toString()).toBe(texts.join(''));
        expect(packer.isEmpty).toBe(true);
      }
    }),
    { numRuns: 30 },
  );
});
