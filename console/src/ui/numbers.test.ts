import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatBytes, formatCount, formatDuration, formatMoney, formatRate, formatShare } from './numbers.ts';

describe('counts', () => {
  it('groups thousands and uses a true minus sign', () => {
    expect(formatCount(10237)).toBe('10,237');
    expect(formatCount(-1204)).toBe('−1,204');
  });
});

describe('money', () => {
  it.each([
    ['28412.5000', null, '28,412.50'],
    ['57.075000', 'USD', '57.08 USD'],
    ['0.0079', 'USD', '0.0079 USD'],
    ['0', 'USD', '0.00 USD'],
    ['-12.5', null, '−12.50'],
    [10_234_567, 'EUR', '10,234,567.00 EUR'],
  ])('%s %s is %s', (amount, currency, written) => {
    expect(formatMoney(amount, currency)).toBe(written);
  });
});

describe('shares', () => {
  it.each([
    [0, 100, '0 %'],
    [100, 100, '100 %'],
    [1, 3, '33.3 %'],
    [1, 100_000, '< 0.1 %'],
    [99_999, 100_000, '> 99.9 %'],
    [0, 0, '–'],
  ])('%i of %i is %s', (part, all, written) => {
    expect(formatShare(part, all)).toBe(written);
  });
  it('says 100 % of nothing less than everything, and 0 % of nothing more than nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e7 }), fc.nat(1e7), (all, some) => {
        const part = some % (all + 1);
        const written = formatShare(part, all);
        expect(written === '100 %').toBe(part === all);
        expect(written === '0 %').toBe(part === 0);
      }),
    );
  });
});

describe('durations', () => {
  it.each([
    [0, '0 s'],
    [42.4, '42 s'],
    [60, '1 min'],
    [200, '3 min 20 s'],
    [7500, '2 h 5 min'],
    [273_600, '3 d 4 h'],
    [-3, '0 s'],
  ])('%d seconds are written %s', (seconds, written) => {
    expect(formatDuration(seconds)).toBe(written);
  });
});

it('writes a rate with a decimal only when it is small', () => {
  expect(formatRate(0.75)).toBe('0.8');
  expect(formatRate(312.4)).toBe('312');
});

it.each([
  [640, '640 B'],
  [640_000, '640 kB'],
  [1_250_000, '1.3 MB'],
])('%d bytes are written %s', (bytes, written) => {
  expect(formatBytes(bytes)).toBe(written);
});
