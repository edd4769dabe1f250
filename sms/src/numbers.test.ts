import { describe, expect, test } from 'vitest';
import {
  type CountryCode,
  formatForPeople,
  isCountryCode,
  isFictionalNumber,
  parseNumber,
  parseNumbers,
} from './numbers.ts';

const inUs = { defaultCountry: 'US' } as const;

/** A result in one word: the number with its extension, or the code of the refusal. */
function short(raw: string, defaultCountry: CountryCode | undefined = 'US'): string {
  const parsed = parseNumber(raw, { defaultCountry });
  if (!parsed.ok) return parsed.code;
  return parsed.extension === undefined ? parsed.e164 : `${parsed.e164}x${parsed.extension}`;
}

describe('a number with a country code', () => {
  test.each([
    ['+13035550146', '+13035550146', 'US'],
    ['+1 (303) 555-0146', '+13035550146', 'US'],
    ['(+1) 416 555 0146', '+14165550146', 'CA'],
    ['+1 787 555 0146', '+17875550146', 'PR'],
    ['tel:+1-303-555-0146', '+13035550146', 'US'],
    ['tel:303-555-0146;phone-context=+1', '+13035550146', 'US'],
    ['\u202a+1 703\u2011555\u20110136\u202c', '+17035550136', 'US'],
    ['\u200e+1\u00a0703\u2009555\u20130136\ufeff', '+17035550136', 'US'],
    ['＋１ ３０３ ５５５ ０１４６', '+13035550146', 'US'],
    ['+44 7700 900123', '+447700900123', 'GB'],
    ['+44 (0)7700 900123', '+447700900123', 'GB'],
    ['+33 6 39 98 12 34', '+33639981234', 'FR'],
    ['+1 242 555 0100', '+12425550100', 'BS'],
    ["'+13035550146", '+13035550146', 'US'],
  ])('%j is %s in %s, whatever the default country', (raw, e164, country) => {
    for (const defaultCountry of ['US', 'GB', undefined] as const) {
      expect(parseNumber(raw, { defaultCountry })).toMatchObject({ ok: true, e164, country });
    }
  });
});

describe('a number without a country code', () => {
  test.each([
    ['3035550146', 'US', '+13035550146'],
    ['1-303-555-0146', 'US', '+13035550146'],
    ['(303)5550146', 'CA', '+13035550146'],
    ['303.555.0146', 'PR', '+13035550146'],
    [' 303/555-0146 ', 'US', '+13035550146'],
    ['٣٠٣٥٥٥٠١٤٦', 'US', '+13035550146'],
    ['۳۰۳۵۵۵۰۱۴۶', 'US', '+13035550146'],
    ['3035550146.0', 'US', '+13035550146'],
    ['13035550146.00', 'US', '+13035550146'],
    ['="3035550146"', 'US', '+13035550146'],
    ['Cell: 303-555-0146', 'US', '+13035550146'],
    ['303-555-0146 (mobile)', 'US', '+13035550146'],
    ['07700 900123', 'GB', '+447700900123'],
    ['011 44 7700 900123', 'US', '+447700900123'],
    ['0044 7700 900123', 'US', '+447700900123'],
    ['00 1 303 555 0146', 'GB', '+13035550146'],
    ['06 39 98 12 34', 'FR', '+33639981234'],
  ] as const)('%j in %s is %s', (raw, defaultCountry, e164) => {
    expect(short(raw, defaultCountry)).toBe(e164);
  });

  test('needs a default country, unless it begins with 00', () => {
    expect(parseNumber('3035550146')).toMatchObject({ ok: false, code: 'number.no_country' });
    expect(parseNumber('0044 7700 900123')).toMatchObject({ e164: '+447700900123' });
  });
});

describe('an extension', () => {
  test.each([
    '303-555-0146 x123',
    '303-555-0146x123',
    '303-555-0146 ext. 123',
    '303-555-0146, extension 123',
    '303-555-0146 #123',
    'tel:+13035550146;ext=123',
    '303-555-0146 Ext: 123',
  ])('is kept apart in %j', (raw) => {
    expect(short(raw)).toBe('+13035550146x123');
  });

  test('is absent from a number without one', () => {
    expect(Object.keys(parseNumber('303-555-0146', inUs))).not.toContain('extension');
  });
});

describe('what is no number of a person', () => {
  test.each([
    ['', 'number.missing'],
    ['  ', 'number.missing'],
    ['-', 'number.missing'],
    ['N/A', 'number.missing'],
    ['none', 'number.missing'],
    ['see notes', 'number.not_a_number'],
    ['ana@example.com', 'number.is_email'],
    ['1-800-FLOWERS', 'number.has_letters'],
    ['303-555-CALL', 'number.has_letters'],
    ['1.21256E+10', 'number.spreadsheet_damage'],
    ['1,5e+10', 'number.spreadsheet_damage'],
    ['1.3035550146E+10', 'number.spreadsheet_damage'],
    ['12345', 'number.too_short'],
    ['(212) 555-01', 'number.too_short'],
    ['555-0100', 'number.no_area_code'],
    ['30355501461', 'number.too_long'],
    ['3035550146000', 'number.too_long'],
    ['447700900123', 'number.too_long'],
    ['1'.repeat(300), 'number.too_long'],
    ['+49 55501465550146', 'number.too_long'],
    ['212-555-0134, 212-555-0135', 'number.several'],
    ['000-000-0000', 'number.not_in_service'],
    ['+1 303 155 0146', 'number.not_in_service'],
    ['+999 123 456 789', 'number.not_in_service'],
    ['++13035550146', 'number.not_in_service'],
    ['900-555-0100', 'number.cannot_receive_texts'],
    ['800-555-0100', 'number.cannot_receive_texts'],
    ['+1 888 555 0100', 'number.cannot_receive_texts'],
    ['911-555-0100', 'number.cannot_receive_texts'],
    ['411-555-0100', 'number.cannot_receive_texts'],
    ['555-555-0100', 'number.cannot_receive_texts'],
    ['500-555-0100', 'number.cannot_receive_texts'],
    ['600-555-0100', 'number.cannot_receive_texts'],
    ['303-555-1212', 'number.cannot_receive_texts'],
    ['+800 1234 5678', 'number.cannot_receive_texts'],
  ])('%j is refused as %s, with a sentence', (raw, code) => {
    const parsed = parseNumber(raw, inUs);
    expect(parsed).toMatchObject({ ok: false, code });
    expect(parsed.ok ? '' : parsed.sentence).toMatch(/^[A-Z].{20,}\.$/);
  });

  test('is refused again after a good number of the same area was read', () => {
    expect(short('303-555-0100')).toBe('+13035550100');
    expect(short('303-555-1212')).toBe('number.cannot_receive_texts');
  });

  test('tells what the spreadsheet did', () => {
    expect(parseNumber('1.21256E+10', inUs)).toMatchObject({
      sentence: expect.stringContaining(
        'a spreadsheet destroyed the last digits of this number (1.21256E+10)',
      ),
    });
  });
});

describe('the kind of line', () => {
  test('is known where the plan tells, and unknown in North America', () => {
    expect(parseNumber('+44 20 7946 0000')).toMatchObject({ line: 'landline' });
    expect(parseNumber('+44 7700 900123')).toMatchObject({ line: 'mobile' });
    expect(parseNumber('+1 303 555 0146')).toMatchObject({ line: 'unknown' });
  });
});

describe('a cell with several numbers', () => {
  const list = (cell: string, defaultCountry: CountryCode = 'US') =>
    parseNumbers(cell, { defaultCountry }).map((each) => (each.ok ? each.e164 : each.code));
  const both = ['+12125550134', '+12125550135'];

  test.each([
    '212 555 0134 / 212 555 0135',
    '212 555 0134/212 555 0135',
    '212-555-0134; 212-555-0135',
    '212-555-0134, 212-555-0135',
    '212-555-0134 or 212-555-0135',
    '212-555-0134 & 212-555-0135',
    '(212) 555-0134\n(212) 555-0135',
    '2125550134   2125550135',
    'tel:+12125550134;ext=5; tel:+12125550135',
    'H: 212-555-0134 / C: 212-555-0135',
  ])('%j gives both', (cell) => {
    expect(list(cell)).toEqual(both);
  });

  test('keeps a slash that belongs to one number', () => {
    expect(list('0171/3920012', 'DE')).toEqual(['+491713920012']);
  });

  test('keeps an extension with its number', () => {
    expect(parseNumbers('212-555-0134, ext 5; 212-555-0135', inUs)).toMatchObject([
      { extension: '5' },
      { ok: true },
    ]);
  });

  test('tells what was wrong with one of them', () => {
    expect(list('212 555 0134 / 555 0135')).toEqual(['+12125550134', 'number.no_area_code']);
  });

  test('gives one refusal when none of it is a number', () => {
    expect(list('see notes; ask Bob, or Ann')).toEqual(['number.not_a_number']);
    expect(list('n/a')).toEqual(['number.missing']);
    expect(list(`212 555 0134 / ${'x'.repeat(1000)}`)).toEqual(['number.too_long']);
  });
});

describe('numbers for people', () => {
  test.each([
    ['+13035550146', 'US', '(303) 555-0146'],
    ['+14165550146', 'US', '(416) 555-0146'],
    ['+13035550146', 'GB', '+1 303 555 0146'],
    ['+447700900123', 'GB', '07700 900123'],
    ['+447700900123', 'US', '+44 7700 900123'],
    ['ACME', 'US', 'ACME'],
  ] as const)('%s is shown in %s as %s', (e164, country, shown) => {
    expect(formatForPeople(e164, country)).toBe(shown);
  });

  test('are known to be fictional, so that examples can be told from people', () => {
    expect(['+13035550146', '+447700900123', '+33639981234'].every(isFictionalNumber)).toBe(true);
    expect(['+13035550200', '+13031550146', '+4477009001234'].some(isFictionalNumber)).toBe(false);
  });

  test('are read for countries, not for any two letters', () => {
    expect(['US', 'GB', 'XX', 'us', '__proto__'].map(isCountryCode)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
