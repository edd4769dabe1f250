import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { describe, expect, test } from 'vitest';
import { countParts } from './parts.ts';

const long = (character: string, length: number) => character.repeat(length);

describe('a text in GSM-7', () => {
  test.each([
    [0, 0, 160],
    [1, 1, 159],
    [159, 1, 1],
    [160, 1, 0],
    [161, 2, 145],
    [306, 2, 0],
    [307, 3, 152],
    [459, 3, 0],
    [460, 4, 152],
    [1530, 10, 0],
    [1531, 11, 152],
  ])('of %i units has %i parts with %i units left', (units, parts, unitsLeftInPart) => {
    expect(countParts(long('a', units))).toMatchObject({ alphabet: 'gsm7', units, parts, unitsLeftInPart });
  });

  test.each([...'€{}[]^~|\\'])('%s costs two units, alone and at the limit of one part', (character) => {
    expect(countParts(character).units).toBe(2);
    expect(countParts(long('a', 158) + character).parts).toBe(1);
    expect(countParts(long('a', 159) + character).parts).toBe(2);
  });

  test.each([...'€{}[]^~|\\'])('%s is never cut in two between parts', (character) => {
    const text = long('a', 152) + character + long('b', 151);
    const { perPart, parts, units } = countParts(text);
    expect(perPart).toEqual([
      { start: 0, end: 152, units: 152 },
      { start: 152, end: 304, units: 153 },
    ]);
    expect([parts, units]).toEqual([2, 305]);
    expect(countParts(`${text}c`).parts).toBe(3);
  });

  test('counts a carriage return and a line feed as one unit each', () => {
    expect(countParts('a\r\nb').units).toBe(4);
    expect(countParts(`${long('a', 159)}\r\n`).parts).toBe(2);
  });
});

describe('a text in UCS-2', () => {
  test.each([
    [1, 1, 69],
    [70, 1, 0],
    [71, 2, 63],
    [134, 2, 0],
    [135, 3, 66],
  ])('of %i units has %i parts with %i units left', (units, parts, unitsLeftInPart) => {
    expect(countParts(long('ж', units))).toMatchObject({ alphabet: 'ucs2', units, parts, unitsLeftInPart });
  });

  test('never cuts a surrogate pair between parts', () => {
    const { perPart } = countParts(`${long('ж', 66)}😀${long('ж', 66)}`);
    expect(perPart).toEqual([
      { start: 0, end: 66, units: 66 },
      { start: 66, end: 133, units: 67 },
      { start: 133, end: 134, units: 1 },
    ]);
  });

  test('puts 33 emoji in each part of many, because the 67th unit would be half of one', () => {
    expect(countParts('😀'.repeat(35)).parts).toBe(1);
    expect(countParts('😀'.repeat(36)).parts).toBe(2);
    expect(countParts('😀'.repeat(66)).parts).toBe(2);
    expect(countParts('😀'.repeat(67)).parts).toBe(3);
  });

  test('is chosen for the whole text by one character', () => {
    expect(countParts(`${long('a', 70)}’`)).toMatchObject({ alphabet: 'ucs2', parts: 2 });
  });
});

describe('a forced alphabet', () => {
  test('counts a plain text in UCS-2 when told so', () => {
    expect(countParts(long('a', 71), { alphabet: 'ucs2' })).toMatchObject({ alphabet: 'ucs2', parts: 2 });
  });

  test('says how many characters GSM-7 would lose', () => {
    const count = countParts('¡Qué día! 😀', { alphabet: 'gsm7' });
    expect(count).toMatchObject({ alphabet: 'gsm7', units: 11, parts: 1, unencodable: 2 });
  });

  test('keeps a surrogate pair together even where GSM-7 cannot say it', () => {
    const { perPart } = countParts(`${long('a', 152)}😀${long('a', 20)}`, { alphabet: 'gsm7' });
    expect(perPart[0]).toEqual({ start: 0, end: 154, units: 153 });
  });
});

const gsmText = fc
  .array(fc.constantFrom(...'abc XYZ09.,\n\r@£é€{}[]^~|\\'), { maxLength: 700 })
  .map((characters) => characters.join(''));
const anyText = fc.oneof(
  gsmText,
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc
    .array(fc.constantFrom('a', '€', 'ж', '😀', '\r', '\n', '’'), { maxLength: 400 })
    .map((all) => all.join('')),
);

describe('for any text', () => {
  test('the parts cover it without a gap, each within what a part can carry', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.constantFrom('auto' as const, 'gsm7' as const, 'ucs2' as const),
        (text, alphabet) => {
          const count = countParts(text, { alphabet });
          const joined = count.alphabet === 'gsm7' ? 153 : 67;
          const capacity = count.parts > 1 ? joined : count.alphabet === 'gsm7' ? 160 : 70;
          expect(count.perPart.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
          expect(count.perPart.reduce((sum, part) => sum + part.units, 0)).toBe(count.units);
          expect(count.perPart).toHaveLength(count.parts);
          for (const part of count.perPart) expect(part.units).toBeLessThanOrEqual(capacity);
        },
      ),
    );
  });

  test('no part ends in the middle of a surrogate pair', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { end } of countParts(text).perPart) {
          const pair = text.slice(end - 1, end + 1);
          expect([...pair].length === 1 && pair.length === 2).toBe(false);
        }
      }),
    );
  });

  test('in GSM-7, another counter says the same', () => {
    fc.assert(
      fc.property(gsmText, (text) => {
        const theirs = new SegmentedMessage(text);
        fc.pre(text !== ''); // The other counter bills one part for an empty text.
        expect(countParts(text).parts).toBe(theirs.segmentsCount);
        expect(countParts(text).units).toBe(theirs.messageSize / 7);
      }),
    );
  });

  test('in UCS-2 without joined emoji, another counter says the same', () => {
    const single = fc.array(fc.constantFrom('a', 'ж', '中', '😀', '’', ' '), {
      minLength: 1,
      maxLength: 300,
    });
    fc.assert(
      fc.property(single, (characters) => {
        const text = `${characters.join('')}ж`;
        expect(countParts(text).parts).toBe(new SegmentedMessage(text).segmentsCount);
      }),
    );
  });

  test('a joined emoji at the edge of a part is where the other counter differs: it keeps the family whole', () => {
    const text = `${long('ж', 50)}👨‍👩‍👧‍👦${long('ж', 70)}`;
    expect(countParts(text).parts).toBe(2);
    expect(new SegmentedMessage(text).segmentsCount).toBe(2);
    const full = `${long('ж', 64)}👨‍👩‍👧‍👦${long('ж', 59)}`;
    expect(countParts(full).parts).toBe(2);
    expect(new SegmentedMessage(full).segmentsCount).toBe(3);
  });
});
