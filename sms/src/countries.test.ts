import fc from 'fast-check';
import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, test } from 'vitest';
import { type CountryCode, countryOfNumber, rangesOfCountries } from './countries.ts';
import { sharedCodes } from './numbers/shared-codes.ts';

describe('the country of a number', () => {
  test.each([
    ['+12125550142', 'US'],
    ['+18005550142', 'US'],
    ['+15555550142', 'US'],
    ['+14165550142', 'CA'],
    ['+17875550142', 'PR'],
    ['+18765550142', 'JM'],
    ['+447700900123', 'GB'],
    ['+447797712345', 'JE'],
    ['+33639981234', 'FR'],
    ['+4915112345678', 'DE'],
    ['+79161234567', 'RU'],
    ['+77010001122', 'KZ'],
    ['+35840123456', 'FI'],
  ])('%s is %s', (number, country) => expect(countryOfNumber(number)).toBe(country));

  test.each([['+11235550142'], ['+870773111632'], ['+88213123456'], ['12345'], [''], ['+']])(
    '%s has none',
    (number) => expect(countryOfNumber(number)).toBeNull(),
  );

  test('every calling code that is shared is known to be', () => {
    const byCode = Map.groupBy(getCountries(), (country) => getCountryCallingCode(country));
    const shared = [...byCode].filter(([code, owners]) => code !== '1' && owners.length > 1);
    expect(shared.map(([code]) => code).sort()).toEqual(Object.keys(sharedCodes).sort());
    for (const [code, owners] of shared) expect(owners).toContain(sharedCodes[code]?.main);
  });

  test('is what a thorough reading finds, for every mobile number of a shared code', () => {
    const mobile = fc
      .tuple(
        fc.constantFrom(...Object.keys(sharedCodes), '1', '49', '52', '55', '91'),
        fc.stringMatching(/^[1-9]\d{8,9}$/),
      )
      .map(([code, national]) => parsePhoneNumberFromString(`+${code}${national}`))
      .filter((number) => number?.country !== undefined && number.getType()?.includes('MOBILE') === true);
    fc.assert(
      fc.property(mobile, (number) => {
        expect([number?.number, countryOfNumber(number?.number ?? '')]).toEqual([
          number?.number,
          number?.country,
        ]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the ranges of countries', () => {
  const isIn = (number: string, countries: readonly CountryCode[]) => {
    const { prefixes, exceptions } = rangesOfCountries(countries);
    const begins = (beginning: string) => number.startsWith(beginning);
    return prefixes.some(begins) && !exceptions.some(begins);
  };

  test('tell the same as the country of each number, whatever the countries', () => {
    const countries = fc.uniqueArray(
      fc.constantFrom(...getCountries(), ...(['GB', 'JE', 'US', 'CA', 'RU', 'KZ'] as const)),
      {
        maxLength: 6,
      },
    );
    const numbers = fc.oneof(
      fc.stringMatching(/^\+1[2-9]\d\d55501\d\d$/),
      fc.stringMatching(/^\+(44|7|262|39)\d{9}$/),
      fc.stringMatching(/^\+[2-9]\d{9,11}$/),
    );
    fc.assert(
      fc.property(numbers, countries, (number, wanted) => {
        const country = countryOfNumber(number);
        expect(isIn(number, wanted)).toBe(country !== null && wanted.includes(country));
      }),
      { numRuns: 1_000 },
    );
  });

  test('of no country are none', () =>
    expect(rangesOfCountries([])).toEqual({ prefixes: [], exceptions: [] }));
});
