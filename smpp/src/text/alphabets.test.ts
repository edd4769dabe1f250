import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Alphabet, canEncode, decodeText, encodeText } from './alphabets.ts';
import { gsmLengthOf, gsmSeptetsOf } from './gsm-alphabet.ts';

const hex = (text: string, alphabet: Alphabet) => encodeText(text, alphabet).toString('hex');
const read = (written: string, alphabet: Alphabet) =>
  decodeText(Buffer.from(written.replaceAll(' ', ''), 'hex'), alphabet);

describe('GSM 03.38', () => {
  test('has 127 characters of one septet and 10 of two', () => {
    const costs = Array.from({ length: 0x10000 }, (_, code) => gsmSeptetsOf(code));
    expect(costs.filter((cost) => cost === 1)).toHaveLength(127);
    expect(costs.filter((cost) => cost === 2)).toHaveLength(10);
  });

  test.each([
    ['Hello @ $', '48656c6c6f20002002'],
    ['£¥èéùìòÇ', '0103040506070809'],
    ['Øø Åå', '0b0c200e0f'],
    ['ΔΦΓΛΩΠΨΣΘΞ', '10121314151617181 91a'.replace(' ', '')],
    ['ÄÖÑÜ§ äöñüà', '5b5c5d5e5f207b7c7d7e7f'],
    ['_¡¿¤', '11406024'],
    ['€ [x] {y}', '1b65201b3c781b3e201b28791b29'],
    ['^\\~|\f', '1b141b2f1b3d1b401b0a'],
    ['a\r\nb', '610d0a62'],
  ])('writes %j one septet an octet', (text, written) => {
    expect(hex(text, 'gsm7')).toBe(written);
    expect(read(written, 'gsm7')).toBe(text);
  });

  test('takes the shorter way exactly for what it shares with ASCII', () => {
    for (let code = 0; code < 256; code++) {
      const alone = String.fromCharCode(code);
      // The second character forces the longer way.
      expect([code, hex(`${alone}é`, 'gsm7')]).toEqual([code, `${hex(alone, 'gsm7')}05`]);
      const octet = code.toString(16).padStart(2, '0');
      if (code !== 0x1b)
        expect([code, read(`${octet}05`, 'gsm7')]).toEqual([code, `${read(octet, 'gsm7')}é`]);
    }
  });

  test('puts one question mark for a character it lacks, and for a whole emoji', () => {
    expect(read(hex('día 😀!', 'gsm7'), 'gsm7')).toBe('d?a ?!');
  });

  test('counts the escape of a character of the second table', () => {
    expect([gsmLengthOf('€1'), gsmLengthOf(''), gsmLengthOf('día')]).toEqual([3, 0, -1]);
  });

  test.each([
    ['an octet above 127', '61 80 62', 'a\ufffdb'],
    ['an escape before a character that the second table lacks', '1b 61', 'a'],
    ['two escapes', '1b 1b', ' '],
    ['an escape at the end', '61 1b', 'a '],
    ['an escape before an octet above 127', '1b ff', '\ufffd'],
  ])('reads %s', (_, written, text) => {
    expect(read(written, 'gsm7')).toBe(text);
  });

  test('reads every text of its characters as it was written', () => {
    const characters = Array.from({ length: 0x20ad }, (_, code) => code)
      .filter((code) => gsmSeptetsOf(code) > 0)
      .map((code) => String.fromCharCode(code));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...characters), { maxLength: 300 }), (all) => {
        const text = all.join('');
        expect(canEncode(text, 'gsm7')).toBe(true);
        const written = encodeText(text, 'gsm7');
        expect(written).toHaveLength(gsmLengthOf(text));
        expect(decodeText(written, 'gsm7')).toBe(text);
      }),
      { numRuns: 200 },
    );
  });
});

describe('Latin-1 and ASCII', () => {
  test('say what they can and put question marks for the rest', () => {
    expect(read(hex('día, 10 € 😀', 'latin1'), 'latin1')).toBe('día, 10 ? ?');
    expect(read(hex('día @ 😀', 'ascii'), 'ascii')).toBe('d?a @ ?');
  });

  test('know what they can say', () => {
    expect([canEncode('día', 'latin1'), canEncode('día', 'ascii'), canEncode('€', 'latin1')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('write an @ as what it is in ASCII, not as zero', () => {
    expect([hex('@', 'ascii'), hex('@', 'latin1')]).toEqual(['40', '40']);
  });

  test('read an octet that ASCII lacks as unreadable', () => {
    expect(read('61e9', 'ascii')).toBe('a\ufffd');
  });
});

describe('UCS-2', () => {
  test('is written with the high octet first, emoji as two surrogates', () => {
    expect(hex('Привет 😀', 'ucs2')).toBe('041f044004380432043504420020d83dde00');
  });

  test.each([
    ['an odd last octet', '0061 00', 'a'],
    ['half of a pair', '0061 d83d 0062', 'a\ufffdb'],
    ['a byte order mark', 'feff 0061', 'a'],
    ['a byte order mark that says the low octet is first', 'fffe 6100', 'a'],
    ['nothing', '', ''],
  ])('is read with %s', (_, written, text) => {
    expect(read(written, 'ucs2')).toBe(text);
  });

  test('leaves the octets it reads as they are', () => {
    const bytes = Buffer.from('0061', 'hex');
    decodeText(bytes, 'ucs2');
    expect(bytes.toString('hex')).toBe('0061');
  });

  test('reads every text as it was written', () => {
    fc.assert(
      fc.property(fc.uint16Array({ maxLength: 200 }), (codes) => {
        const text = String.fromCharCode(...codes);
        fc.pre(!text.startsWith('\ufeff') && !text.startsWith('\ufffe'));
        expect(decodeText(encodeText(text, 'ucs2'), 'ucs2')).toBe(text.toWellFormed());
      }),
      { numRuns: 200 },
    );
  });
});

test('no alphabet throws on any octets', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 300 }),
      fc.constantFrom<Alphabet>('gsm7', 'latin1', 'ascii', 'ucs2'),
      (bytes, alphabet) => {
        expect(decodeText(bytes, alphabet).isWellFormed()).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});
