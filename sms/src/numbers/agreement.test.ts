import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, test } from 'vitest';
import { type CountryCode, parseNumber, parseNumbers } from '../numbers.ts';

/** A result in one word: the number, or the code of the refusal. */
function short(raw: string, defaultCountry: CountryCode): string {
  const parsed = parseNumber(raw, { defaultCountry });
  return parsed.ok ? parsed.e164 : parsed.code;
}

describe('checked against libphonenumber', () => {
  const northAmerican = fc
    .tuple(
      fc.integer({ min: 200, max: 999 }),
      fc.integer({ min: 0, max: 999 }),
      fc.integer({ min: 0, max: 9999 }),
    )
    .map(
      ([area, exchange, line]) =>
        `${area}${String(exchange).padStart(3, '0')}${String(line).padStart(4, '0')}`,
    );

  // What we decide differently, on purpose: lines that get no texts, fiction, and area codes newer than the metadata.
  const refusedHere = /^600|5551212$/;
  const refusedTypes = [
    'TOLL_FREE',
    'PREMIUM_RATE',
    'PERSONAL_NUMBER',
    'UAN',
    'PAGER',
    'VOICEMAIL',
    'SHARED_COST',
  ];
  const acceptedHere = /^(?:357|436|457|471|621|679|837|861|924)[2-9]|55501\d\d$/;

  test('every North American number gets the same answer, the first time and when its area is known', () => {
    fc.assert(
      fc.property(
        northAmerican,
        fc.constantFrom('US', 'CA', 'PR', 'BS', 'GB'),
        (national, defaultCountry) => {
          const theirs = parsePhoneNumberFromString(`+1${national}`);
          const type = theirs?.getType();
          const isRefusedHere = refusedHere.test(national) || (type && refusedTypes.includes(type));
          fc.pre(!acceptedHere.test(national) && !isRefusedHere);
          const expected = theirs?.isValid()
            ? { ok: true, e164: theirs.number, country: theirs.country }
            : { ok: false };
          expect(parseNumber(`+1${national}`, { defaultCountry })).toMatchObject(expected);
          expect(parseNumber(`+1 ${national}`, { defaultCountry })).toMatchObject(expected);
          if (defaultCountry === 'GB') return;
          expect(parseNumber(national, { defaultCountry })).toMatchObject(expected);
          expect(parseNumber(`1-${national}`, { defaultCountry })).toMatchObject(expected);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test.each('357 436 457 471 621 679 837 861 924'.split(' '))(
    'area code %s is still one that only we know; take it out of the list when this fails',
    (area) => {
      expect(parsePhoneNumberFromString(`+1${area}5550100`)?.isValid()).toBe(false);
      expect(short(`${area}-555-0100`, 'US')).toBe(`+1${area}5550100`);
    },
  );

  test('a valid mobile number of any country survives its own national and international form', () => {
    const countries = [
      'GB',
      'DE',
      'FR',
      'AU',
      'MX',
      'BR',
      'IN',
      'IT',
      'ES',
      'JP',
      'NZ',
      'SE',
      'CO',
      'PH',
    ] as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...countries),
        fc.stringMatching(/^[1-9]\d{7,10}$/),
        (country, national) => {
          const theirs = parsePhoneNumberFromString(national, country);
          fc.pre(theirs?.getType() === 'MOBILE');
          const forms = [
            theirs?.formatNational() ?? '',
            theirs?.formatInternational() ?? '',
            theirs?.getURI() ?? '',
          ];
          for (const form of forms) expect(short(form, country)).toBe(theirs?.number);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('for any text at all', () => {
  const scraps = fc.constantFrom(
    '+',
    '1',
    '303',
    '5550146',
    '-',
    '/',
    ';',
    ',',
    ' or ',
    'x',
    'ext',
    'tel:',
    'E+',
    '.',
    '\u200e',
    '٣',
    '(',
    ')',
    '=',
    '"',
    '\n',
    '  ',
    'home',
    '@',
    '&',
    '00',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(scraps, { maxLength: 30 }).map((all) => all.join('')),
  );

  test('the answer is an E.164 number or a code with a sentence', () => {
    fc.assert(
      fc.property(
        text,
        fc.constantFrom<CountryCode | undefined>('US', 'GB', 'DE', undefined),
        (raw, defaultCountry) => {
          const all = parseNumbers(raw, { defaultCountry });
          expect(all.length).toBeGreaterThan(0);
          for (const each of all) {
            if (each.ok) expect(each.e164).toMatch(/^\+[1-9]\d{6,14}$/);
            else expect(each.sentence).toMatch(/\.$/);
            if (each.ok)
              expect(parseNumber(each.e164)).toMatchObject({ e164: each.e164, country: each.country });
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test('a hostile cell is answered at once', () => {
    for (const unit of [
      '1',
      '/',
      ' ',
      '303-555-0146;',
      'x',
      '(',
      'ext ',
      '\u202a',
      '0,',
      '٣',
      'tel:;',
      ' or ',
      '#',
    ]) {
      const started = performance.now();
      parseNumbers(unit.repeat(100_000 / unit.length), { defaultCountry: 'US' });
      parseNumbers(unit.repeat(999 / unit.length), { defaultCountry: 'US' });
      parseNumber(unit.repeat(199 / unit.length), { defaultCountry: 'US' });
      expect(performance.now() - started).toBeLessThan(2_000); // Typically below 2: what grows with the square of its length takes far longer.
    }
  });
});
