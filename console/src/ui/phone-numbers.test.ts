import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatNumber } from './phone-numbers.ts';

it.each([
  ['+12125550142', 'US', '(212) 555-0142'],
  ['+12125550142', 'GB', '+1 212-555-0142'],
  ['+447700900123', 'US', '+44 7700 900 123'],
  ['+4915112345678', 'US', '+49 1511 234 5678'],
  ['+35312345678', 'US', '+353 1234 5678'],
  ['12345', 'US', '12345'],
])('%s is shown in %s as %s', (number, country, shown) => {
  expect(formatNumber(number, country)).toBe(shown);
});

it('never loses or invents a digit', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\+[1-9]\d{6,14}$/), fc.constantFrom('US', 'GB'), (number, country) => {
      const digits = formatNumber(number, country).replaceAll(/\D/g, '');
      expect(number.slice(1).endsWith(digits) && number.length - 1 - digits.length <= 1).toBe(true);
    }),
  );
});
