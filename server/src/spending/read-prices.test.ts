import { expect, test } from 'vitest';
import { type Price, priceOf, priceRangeOf } from './price.ts';
import { readPrices } from './read-prices.ts';

const names = {
  currency: 'USD',
  senderOf: (text: string) => (text === '+12025550100' ? 's' : null),
  gatewayOf: (text: string) => (text === 'Twilio' ? 'g' : null),
};

test('rows are read with their names, kinds, operators and days', () => {
  const { prices, bad } = readPrices(
    'Gateway;Country;Kind;Carrier;Per part;Currency;Effective from\nTwilio;us;mms;;0.02;usd;2026-12-01\nTwilio;US;;att;0,003;;\n;;;;0.0079;;\n',
    names,
  );
  expect(bad).toEqual([{ line: 3, sentence: expect.stringContaining('0,003 is no price') }]);
  expect(prices).toEqual([
    {
      line: 2,
      senderId: null,
      gatewayId: 'g',
      country: 'US',
      kind: 'mms',
      carrier: null,
      effectiveFrom: '2026-12-01',
      perPart: 20_000n,
    },
    {
      line: 4,
      senderId: null,
      gatewayId: null,
      country: null,
      kind: 'sms',
      carrier: null,
      effectiveFrom: null,
      perPart: 7_900n,
    },
  ]);
});

test.each([
  ['gateway,per_part\nNobody,1', 'no gateway Nobody'],
  ['sender,gateway,per_part\n+12025550100,Twilio,1', 'not of both'],
  ['country,per_part\nXX,1', 'no country'],
  ['kind,per_part\nfax,1', 'no kind'],
  ['currency,per_part\nEUR,1', 'counts in USD'],
  ['effective_from,per_part\n2026-02-30,1', 'no day'],
  ['per_part\n-1', 'no price'],
  ['per_part\n0.0000001', 'no price'],
  ['country,cost\nUS,1', 'Name the column'],
])('%j is named with what to do', (text, sentence) => {
  const { prices, bad } = readPrices(text, names);
  expect([prices, bad.map((one) => one.sentence)]).toEqual([[], [expect.stringContaining(sentence)]]);
});

test('operators’ fees make a range, whose upper end counts; the latest of several days holds', () => {
  const price = (perPart: bigint, of: Partial<Price> = {}): Price => ({
    senderId: null,
    gatewayId: null,
    country: null,
    perPart,
    ...of,
  });
  const table = [
    price(10n),
    price(12n, { effectiveFrom: '2026-12-01' }),
    price(11n, { effectiveFrom: '2026-11-01' }),
    price(3n, { carrier: 'att', country: 'US' }),
    price(5n, { carrier: 'tmobile', country: 'US' }),
    price(4n, { carrier: 'tmobile', country: 'US', gatewayId: 'g' }),
    price(50n, { kind: 'mms', country: 'US' }),
  ];
  const way = { senderId: 's', gatewayId: 'g' };
  expect(priceRangeOf(table, way, 'US')).toEqual({ least: 15n, most: 16n });
  expect(priceRangeOf(table, way, 'CA')).toEqual({ least: 12n, most: 12n });
  expect(priceRangeOf(table, { ...way, gatewayId: 'h' }, 'US')).toEqual({ least: 15n, most: 17n });
  expect(priceOf(table, way, 'US', 'mms')).toBe(50n);
  expect(priceOf(table, way, 'CA', 'mms')).toBe(36n);
});
