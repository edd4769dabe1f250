import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Packer } from './packer.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string(),
  fc.constantFrom('', 'a"b', 'a'.repeat(24), 'a'.repeat(25), 'a'.repeat(5_000), '😊'.repeat(30_000)),
);
const ascii = fc.string({ unit: 'grapheme-ascii', maxLength: 40 });
const piece = fc.oneof(
  text.map((given) => ({ way: 'add' as const, given, expected: given })),
  text.map((given) => ({ way: 'quote' as const, given, expected: JSON.stringify(given) })),
  ascii.map((given) => ({ way: 'ascii' as const, given, expected: given })),
);

test('the bytes are those of all pieces joined, whatever their lengths, time after time', () => {
  fc.assert(
    fc.property(fc.array(fc.array(piece)), (rounds) => {
      const packer = new Packer();
      for (const pieces of rounds) {
        for (const { way, given } of pieces) packer[way](given);
        const expected = pieces.map((one) => one.expected).join('');
        expect(packer.isEmpty).toBe(expected === '');
        expect(packer.take().toString()).toBe(expected);
        expect(packer.isEmpty).toBe(true);
      }
    }),
    { numRuns: 30 },
  );
});

test('whole numbers are written in digits', () => {
  const numbers = [0, 9, 10, 99, 100, 4_294_967_296, 123_456_789_012, Number.MAX_SAFE_INTEGER];
  const packer = new Packer();
  for (const number of numbers) {
    packer.whole(number);
    packer.ascii(' ');
  }
  expect(packer.take().toString()).toBe(numbers.map((number) => `${number} `).join(''));
});
