import { describe, expect, test } from 'vitest';
import { costOf, type Price, priceOf } from './price.ts';

const price = (perPart: bigint, of: Partial<Price> = {}): Price => ({
  senderId: null,
  gatewayId: null,
  country: null,
  perPart,
  ...of,
});
const way = { senderId: 's', gatewayId: 'g' };

describe('the price of a part', () => {
  const table = [
    price(1n),
    price(2n, { country: 'CA' }),
    price(3n, { gatewayId: 'g' }),
    price(4n, { gatewayId: 'g', country: 'CA' }),
    price(5n, { senderId: 's' }),
    price(6n, { senderId: 's', country: 'CA' }),
    price(99n, { senderId: 'another' }),
    price(98n, { gatewayId: 'another', country: 'CA' }),
  ];

  test('is the closest: sender before gateway before all, a country before every country', () => {
    const closest = (most: number, country: string | null) => priceOf(table.slice(0, most), way, country);
    expect([1, 2, 3, 4, 5, 6].map((most) => closest(most, 'CA'))).toEqual([1n, 2n, 3n, 4n, 5n, 6n]);
    expect(priceOf(table, way, 'US')).toBe(5n);
    expect(priceOf(table, way, null)).toBe(5n);
  });

  test('does not depend on the order of the table', () =>
    expect(priceOf([...table].reverse(), way, 'CA')).toBe(6n));

  test('is unknown where the table says nothing', () =>
    expect(priceOf([price(2n, { country: 'CA' })], way, 'US')).toBeNull());

  test('times the parts is the cost, country by country', () => {
    const parts = [
      { country: 'US', parts: 10 },
      { country: 'CA', parts: 3 },
    ];
    expect(costOf(table, way, parts)).toBe(68n);
  });
});
