import { expect, it } from 'vitest';
import { type Price, pricesOf } from './prices.ts';

const price = (given: Partial<Price>): Price => ({
  ...{ sender_id: null, gateway_id: null, country: null, kind: 'sms', carrier: null, effective_from: null },
  per_part: '0.01',
  ...given,
});

it('keeps the prices that can count for a number, the closest first', () => {
  const all = price({});
  const ofAccount = price({ gateway_id: 'gtw_1' });
  const ofAccountThere = price({ gateway_id: 'gtw_1', country: 'GB' });
  const ofNumber = price({ sender_id: 'snd_1' });
  const prices = [
    all,
    ofAccount,
    price({ gateway_id: 'gtw_2' }),
    ofNumber,
    price({ sender_id: 'snd_2' }),
    ofAccountThere,
  ];
  expect(pricesOf(prices, { gateway_id: 'gtw_1', sender_id: 'snd_1' })).toEqual([
    ofNumber,
    ofAccountThere,
    ofAccount,
    all,
  ]);
  expect(pricesOf(prices, { gateway_id: 'gtw_1' })).toEqual([ofAccountThere, ofAccount, all]);
});
