import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isGsm } from './alphabets.ts';
import { countParts } from './parts.ts';
import { findUcs2Characters, toGsm } from './replacements.ts';

describe('what forces a text into UCS-2', () => {
  test('is nothing for a GSM-7 text', () => {
    expect(findUcs2Characters('Hola señor, 5€ [hoy]')).toEqual([]);
  });

  test('is listed with position, code point, name and replacement', () => {
    expect(findUcs2Characters('Say “hi” 😀')).toEqual([
      {
        position: 4,
        character: '“',
        codePoints: 'U+201C',
        name: 'a curly double quotation mark',
        replacement: '"',
        kind: 'look-alike',
      },
      {
        position: 7,
        character: '”',
        codePoints: 'U+201D',
        name: 'a curly double quotation mark',
        replacement: '"',
        kind: 'look-alike',
      },
      {
        position: 9,
        character: '😀',
        codePoints: 'U+1F600',
        name: 'an emoji',
        replacement: null,
        kind: 'none',
      },
    ]);
  });

  test('treats a joined emoji, a flag and a toned hand as one character each', () => {
    const found = findUcs2Characters('a👨‍👩‍👧b🇺🇸c👍🏽d❤️');
    expect(found.map(({ character }) => character)).toEqual(['👨‍👩‍👧', '🇺🇸', '👍🏽', '❤️']);
    expect(new Set(found.map(({ name }) => name))).toEqual(new Set(['an emoji']));
  });

  test.each([
    ['Привет', 'a Cyrillic letter'],
    ['你', 'a Chinese character'],
    ['ひ', 'a Japanese letter'],
    ['한', 'a Korean letter'],
    ['ש', 'a Hebrew letter'],
    ['ع', 'an Arabic letter'],
    ['λ', 'a Greek letter'],
    ['₹', 'a currency sign'],
    ['°', 'a symbol'],
  ])('%s is called %s', (character, name) => {
    expect(findUcs2Characters(character)[0]).toMatchObject({ name, replacement: null });
  });
});

describe('smart encoding', () => {
  test.each([
    ['“Don’t” – now…', '"Don\'t" - now...'],
    ['a\u00a0b\u202fc\td', 'a b c d'],
    ['\ufeffhi\u200b there\u00ad', 'hi there'],
    ['Cafe\u0301', 'Café'],
    ['ﬁne', 'fine'],
    ['ＳＡＬＥ 𝗡𝗼𝘄', 'SALE Now'],
    ['Acme™ ‼️', 'Acme(TM) !!'],
    ['① Call ② Come', '(1) Call (2) Come'],
    ['‹next› • now', '<next> - now'],
  ])('%j becomes %j', (text, plain) => {
    expect(toGsm(text)).toBe(plain);
  });

  test('never changes what a number says', () => {
    expect(toGsm('1½ lb, ½ off, 10², 85 m²')).toBe('1 1/2 lb, 1/2 off, 10^2, 85 m2');
  });

  test('leaves accents alone unless asked, because they are part of a name', () => {
    expect(toGsm('Lucía Łódź')).toBe('Lucía Łódź');
    expect(toGsm('Lucía Łódź', { accents: true })).toBe('Lucia Lodz');
  });

  test('changes nothing when an emoji keeps the text in UCS-2 anyway', () => {
    expect(toGsm('“hi” 😀')).toBe('“hi” 😀');
  });

  test('changes nothing when it would cost more parts', () => {
    const text = '…'.repeat(70);
    expect(countParts(text).parts).toBe(1);
    expect(toGsm(text)).toBe(text);
  });

  test('gives GSM-7 or the very same text, never more parts, for anything', () => {
    const awkward = fc.constantFrom(
      '“',
      '…',
      '½',
      '1',
      'í',
      '\u0301',
      '\u200d',
      '\ufe0f',
      '😀',
      '🇺',
      'ﬁ',
      '\u0000',
      'a',
    );
    const text = fc.oneof(
      fc.array(awkward, { maxLength: 100 }).map((all) => all.join('')),
      fc.string({ unit: 'binary', maxLength: 100 }),
    );
    fc.assert(
      fc.property(text, fc.boolean(), (original, accents) => {
        const plain = toGsm(original, { accents });
        expect(isGsm(plain) || plain === original).toBe(true);
        expect(countParts(plain).parts).toBeLessThanOrEqual(countParts(original).parts);
        const found = findUcs2Characters(original);
        expect(found.length === 0).toBe(isGsm(original));
        for (const { position, character } of found)
          expect(original.startsWith(character, position)).toBe(true);
      }),
    );
  });
});
