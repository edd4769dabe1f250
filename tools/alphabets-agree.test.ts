import { encodeText, gsmSeptetsOf, splitText } from '@tidings/smpp';
import { countParts, gsmUnitsOfCode } from '@tidings/sms';
import fc from 'fast-check';
import { expect, test } from 'vitest';

// `smpp` is published alone and so has an alphabet of its own. What is billed is counted by `sms` and what travels is cut by
// `smpp`; here they are held to the same words.
test('both alphabets know the same characters, at the same cost', () => {
  for (let code = 0; code < 0x10000; code++) {
    if (gsmSeptetsOf(code) !== gsmUnitsOfCode(code)) {
      expect([code, gsmSeptetsOf(code)]).toEqual([code, gsmUnitsOfCode(code)]);
    }
  }
});

test('as many parts travel as are billed, cut at the same places', () => {
  const characters = fc.constantFrom('a', '€', '[', '\r', '\n', 'é', 'í', 'ж', '😀', '’');
  const plain = fc.constantFrom('a', '€', '[', ' ', 'é');
  const text = fc
    .oneof(fc.array(plain, { maxLength: 700 }), fc.array(characters, { maxLength: 400 }))
    .map((all) => all.join(''));
  fc.assert(
    fc.property(text, fc.constantFrom('auto', 'gsm7', 'ucs2'), (given, alphabet) => {
      fc.pre(given !== '');
      const counted = countParts(given, { alphabet });
      const cut = splitText(given, { reference: 1, ...(alphabet === 'auto' ? {} : { alphabet }) });
      if (!cut.ok) throw new Error(cut.sentence);
      const headerOctets = counted.parts > 1 ? 6 : 0;
      expect(
        cut.parts.map(({ shortMessage }) => shortMessage.subarray(headerOctets).toString('hex')),
      ).toEqual(
        counted.perPart.map(({ start, end }) =>
          encodeText(given.slice(start, end), counted.alphabet).toString('hex'),
        ),
      );
    }),
    { numRuns: 200 },
  );
});
