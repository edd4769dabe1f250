import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { moneyOf, readMoney, writeMoney } from './money.ts';

describe('money', () => {
  test.each([
    ['0.0079', 7_900n],
    ['12', 12_000_000n],
    ['12.500000', 12_500_000n],
    ['12.5000000000', 12_500_000n],
    ['-3.25', -3_250_000n],
  ])('%s is read exactly', (text, amount) => expect(readMoney(text)).toBe(amount));

  test.each(['', '1,5', '1e3', '.5', '0.0000001', 'NaN', '1.'])('%j is no amount', (text) =>
    expect(readMoney(text)).toBeNull(),
  );

  test('has two decimals at the least and six at the most', () => {
    expect([0n, 7_900n, 12_500_000n, -1n].map(writeMoney)).toEqual(['0.00', '0.0079', '12.50', '-0.000001']);
  });

  test('is the same after it was written and read, whatever it is', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 17n), 10n ** 17n), (amount) => {
        expect(readMoney(writeMoney(amount))).toBe(amount);
      }),
    );
  });

  test('of a database that holds something else is refused', () =>
    expect(() => moneyOf('Infinity')).toThrow(RangeError));
});
