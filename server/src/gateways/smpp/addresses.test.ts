import { ton } from '@tidings/smpp';
import { describe, expect, test } from 'vitest';
import { e164OfAddress } from './addresses.ts';

const read = (type: number, addr: string, countryCode = '') =>
  e164OfAddress({ ton: type, npi: 1, addr }, countryCode);

describe('a number of a person', () => {
  test.each([
    [ton.international, '15551230001'],
    [ton.unknown, '15551230001'],
    [ton.unknown, '+15551230001'],
    [ton.unknown, '0015551230001'],
    [ton.international, '+15551230001'],
    [ton.international, '0015551230001'],
    [ton.networkSpecific, '15551230001'],
    [ton.national, '+15551230001'],
  ])('with the type %i and written %s is the one on file', (type, addr) => {
    expect(read(type, addr)).toBe('+15551230001');
    expect(read(type, addr, '1')).toBe('+15551230001');
    expect(read(type, addr, '44')).toBe('+15551230001');
  });

  test.each([
    [ton.national, '3125550142', '1', '+13125550142'],
    [ton.unknown, '3125550142', '1', '+13125550142'],
    [ton.national, '13125550142', '1', '+13125550142'],
    [ton.national, '8005550142', '1', '+18005550142'],
    [ton.national, '7700900123', '44', '+447700900123'],
    [ton.national, '07700900123', '44', '+447700900123'],
    [ton.unknown, '07700900123', '44', '+447700900123'],
    [ton.unknown, '447700900123', '44', '+447700900123'],
    [ton.national, '447700900123', '44', '+447700900123'],
    // Emden’s area code begins as the country does.
    [ton.national, '4921870123', '49', '+494921870123'],
  ])('of the country that was entered: type %i, %s, %s', (type, addr, countryCode, number) => {
    expect(read(type, addr, countryCode)).toBe(number);
  });

  test('without its country stays as it came, so that it is nobody else’s', () => {
    expect(read(ton.national, '3125550142')).toBe('3125550142');
  });
});

test.each([
  [ton.networkSpecific, '12345'],
  [ton.unknown, '12345'],
  [ton.national, '12345'],
  [ton.abbreviated, '12345'],
  [ton.alphanumeric, 'ACME'],
  [ton.alphanumeric, '15551230001'],
])('a short code or a name stays what it is: type %i, %s', (type, addr) => {
  for (const countryCode of ['', '1', '44']) expect(read(type, addr, countryCode)).toBe(addr);
});
