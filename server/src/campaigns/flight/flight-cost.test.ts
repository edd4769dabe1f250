import { expect, test } from 'vitest';
import { writeMoney } from '../../spending/index.ts';
import { flightCost } from './flight-cost.ts';

const way = { senderId: 'one', gatewayId: 'line' };
const price = (country: string | null, perPart: bigint) => ({
  senderId: null,
  gatewayId: null,
  country,
  perPart,
});
const prices = [price(null, 50_000n), price('US', 7_900n)];

test('tells the cheapest text, the dearest, the mean of all, and what all of them cost', () => {
  const cost = flightCost(prices, way, [
    { country: 'US', parts: 1, people: 2, isCertain: true },
    { country: 'US', parts: 3, people: 1, isCertain: false },
    { country: 'GB', parts: 1, people: 0, isCertain: true },
  ]);
  expect(cost && [cost.perText.min, cost.perText.mean, cost.perText.max].map(writeMoney)).toEqual([
    '0.0079',
    // 0.0395 for three texts: a third of it, to the millionth.
    '0.013167',
    '0.0237',
  ]);
  expect(cost && [cost.total.min, cost.total.max].map(writeMoney)).toEqual(['0.0158', '0.0395']);
});

test('stays exact where floating point would not', () => {
  const cost = flightCost([price(null, 100_000n)], way, [
    { country: 'US', parts: 1, people: 3, isCertain: true },
  ]);
  expect(cost && writeMoney(cost.total.max)).toBe('0.30');
});

test('nobody costs nothing that could be told', () => {
  expect(flightCost(prices, way, [])).toBeNull();
});
