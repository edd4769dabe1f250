import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodePdu } from '../wire/decode-pdu.ts';
import { pduBytes } from '../wire/encode-pdu.ts';
import { createJoiner } from './join-parts.ts';
import { readMessage } from './read-message.ts';
import { type LongTextWay, type SplitOptions, splitText, type TextPart } from './split-text.ts';

function split(text: string, options: Partial<SplitOptions> = {}): readonly TextPart[] {
  const result = splitText(text, { reference: 0x2a, ...options });
  if (!result.ok) throw new Error(result.sentence);
  return result.parts;
}
const octets = (parts: readonly TextPart[]) => parts.map(({ shortMessage }) => shortMessage.length);

describe('a text that fits into one message', () => {
  test('of GSM 03.38 travels in the default alphabet', () => {
    expect(split('Hello @ $')).toEqual([
      { esmClass: 0, dataCoding: 0, shortMessage: Buffer.from('48656c6c6f20002002', 'hex'), tlvs: [] },
    ]);
  });

  test('with one character more travels in UCS-2', () => {
    const [part] = split('día');
    expect(part).toMatchObject({ dataCoding: 8, shortMessage: Buffer.from('006400ed0061', 'hex') });
  });

  test('of Latin-1 travels as 0 where that is the default, and as 3 where it is forced', () => {
    expect(split('día', { defaultAlphabet: 'latin1' })[0]?.dataCoding).toBe(0);
    expect(split('día', { alphabet: 'latin1' })[0]?.dataCoding).toBe(3);
  });

  test('in a forced alphabet puts question marks', () => {
    expect(split('día 😀', { alphabet: 'gsm7' })[0]?.shortMessage.toString()).toBe('d?a ?');
  });

  test('may be empty', () => {
    expect(octets(split(''))).toEqual([0]);
  });

  test.each<[string, number, Partial<SplitOptions>]>([
    ['a', 160, {}],
    ['€', 80, {}],
    ['ж', 70, {}],
    ['í', 140, { defaultAlphabet: 'latin1' }],
    ['a', 160, { defaultAlphabet: 'ascii' }],
    ['[', 80, { defaultAlphabet: 'ascii' }],
  ])('%j may stand in it %i times and not once more (%o)', (character, times, options) => {
    expect(split(character.repeat(times), options)).toHaveLength(1);
    expect(split(character.repeat(times + 1), options)).toHaveLength(2);
  });
});

describe('a longer text', () => {
  test.each<[LongTextWay, number[]]>([
    ['udh8', [159, 159, 7]],
    ['udh16', [159, 159, 10]],
    ['sar', [153, 153, 1]],
  ])('of 307 septets is cut by %s into parts of so many octets', (way, expected) => {
    expect(octets(split('a'.repeat(307), { way }))).toEqual(expected);
  });

  test.each<[LongTextWay, number[]]>([
    ['udh8', [140, 140, 8]],
    ['udh16', [139, 139, 13]],
    ['sar', [134, 134, 2]],
  ])('of 135 units of UCS-2 is cut by %s into parts of so many octets', (way, expected) => {
    expect(octets(split('ж'.repeat(135), { way }))).toEqual(expected);
  });

  test('of 135 octets of Latin-1 beyond one message is cut at 134', () => {
    expect(octets(split('í'.repeat(141), { defaultAlphabet: 'latin1' }))).toEqual([140, 13]);
  });

  test('leads each part with its header', () => {
    const parts = split('a'.repeat(161));
    expect(parts.map(({ shortMessage }) => shortMessage.toString('hex', 0, 6))).toEqual([
      '0500032a0201',
      '0500032a0202',
    ]);
    expect(parts.every(({ esmClass }) => esmClass === 0x40)).toBe(true);
    expect(
      split('a'.repeat(161), { way: 'udh16', reference: 0x1_beef })[1]?.shortMessage.toString('hex', 0, 7),
    ).toBe('060804beef0202');
  });

  test('says the same in parameters, without a header', () => {
    const [, second] = split('a'.repeat(161), { way: 'sar', reference: 0x1_beef });
    expect(second?.esmClass).toBe(0);
    expect(second?.tlvs.map(({ tag, value }) => [tag, Buffer.from(value).toString('hex')])).toEqual([
      [0x020c, 'beef'],
      [0x020e, '02'],
      [0x020f, '02'],
    ]);
  });

  test('travels whole as a payload', () => {
    const [part, ...others] = split('a'.repeat(500), { way: 'payload' });
    expect([octets(part ? [part] : []), others]).toEqual([[0], []]);
    expect(part?.tlvs[0]).toEqual({ tag: 0x0424, value: Buffer.from('a'.repeat(500)) });
  });

  test('never cuts an escape from its character', () => {
    const parts = split(`${'a'.repeat(152)}€${'b'.repeat(10)}`);
    expect(parts).toHaveLength(2);
    expect(parts[0]?.shortMessage).toHaveLength(6 + 152);
  });

  test('never cuts a pair of surrogates', () => {
    const parts = split(`${'ж'.repeat(66)}😀${'ж'.repeat(66)}`);
    expect(octets(parts)).toEqual([6 + 132, 6 + 134, 6 + 2]);
  });

  test('of more than 255 parts, or of more octets than a payload holds, is refused', () => {
    const options = { reference: 1 };
    expect(splitText('a'.repeat(255 * 153), options).ok).toBe(true);
    expect(splitText('a'.repeat(255 * 153 + 1), options)).toMatchObject({ code: 'text.too_long' });
    expect(splitText('ж'.repeat(32_768), { ...options, way: 'payload' })).toMatchObject({
      code: 'text.too_long',
    });
  });

  test('in GSM 03.38 is refused where the link has another default alphabet', () => {
    expect(splitText('a', { reference: 1, alphabet: 'gsm7', defaultAlphabet: 'latin1' })).toMatchObject({
      ok: false,
      code: 'text.alphabet_not_available',
    });
  });
});

test('a text that is split, sent, read and joined in any order is the text', () => {
  const text = fc
    .array(fc.constantFrom('a', '€', 'ж', '😀', '\n', '[', 'é', 'í'), { maxLength: 700 })
    .map((all) => all.join(''));
  const way = fc.constantFrom<LongTextWay>('udh8', 'udh16', 'sar', 'payload');
  const plain = fc.constantFrom('gsm7', 'latin1', 'ascii');
  fc.assert(
    fc.property(text, way, plain, fc.nat(), (given, chosen, defaultAlphabet, reference) => {
      const parts = split(given, { way: chosen, defaultAlphabet, reference });
      const joiner = createJoiner({ now: () => 0, giveUp: () => {} });
      const taken = parts
        .toSorted((one, other) => one.shortMessage.length - other.shortMessage.length)
        .map((part) => {
          const pdu = decodePdu(pduBytes('submit_sm', 1, part));
          if (pdu.command !== 'submit_sm') throw new Error(pdu.command);
          const message = readMessage(pdu, defaultAlphabet);
          return joiner.take({ source: 'a', destination: 'b', message, held: undefined });
        });
      expect(taken.slice(0, -1).every(({ kind }) => kind === 'waiting')).toBe(true);
      expect(taken.at(-1)).toMatchObject({ kind: 'whole', joined: { text: given, missing: [] } });
    }),
    { numRuns: 200 },
  );
});
