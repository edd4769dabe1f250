import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { invoiceForms } from './forms.ts';
import { compareAmounts, judgeLine, type OwnText } from './judge-line.ts';
import { readInvoice } from './read-invoice.ts';

describe('an invoice is read', () => {
  test('as Twilio writes it: amounts below zero, times without a zone are UTC, what came in is passed over', () => {
    const read = readInvoice(
      'From,To,Body,Status,SentDate,ApiVersion,NumSegments,ErrorCode,AccountSid,Sid,Direction,Price,PriceUnit\n' +
        '+12025550100,+13035550146,"Hi, Ada",delivered,2026-11-24 17:00:00 UTC,2010-04-01,2,,AC1,SM1,outbound-api,-0.01580,USD\n' +
        '+13035550146,+12025550100,STOP,received,2026-11-24 17:01:00 UTC,2010-04-01,1,,AC1,SM2,inbound,-0.0075,USD\n' +
        '+12025550100,+13035550147,Hi,failed,2026-11-24T18:00:00+01:00,2010-04-01,1,30005,AC1,SM3,outbound-api,,USD\n',
      invoiceForms.twilio,
      {},
    );
    expect(read).toEqual({
      refusal: null,
      passedOver: 1,
      unreadable: [],
      lines: [
        {
          line: 2,
          providerId: 'SM1',
          number: '+1303555••••',
          at: new Date('2026-11-24T17:00:00Z'),
          parts: 2,
          amount: '0.01580',
          currency: 'USD',
        },
        {
          line: 4,
          providerId: 'SM3',
          number: '+1303555••••',
          at: new Date('2026-11-24T17:00:00Z'),
          parts: 1,
          amount: null,
          currency: null,
        },
      ],
    });
  });

  test('as Vonage and Plivo write it', () => {
    const vonage =
      'account_id,message_id,direction,to,date_received,status,currency,total_price\nk,0A1,outbound,13035550146,2026-11-24 17:00:00,delivered,EUR,0.03330000\n';
    expect(readInvoice(vonage, invoiceForms.vonage, {}).lines).toMatchObject([
      { providerId: '0A1', amount: '0.03330000', currency: 'EUR', parts: null },
    ]);
    const plivo =
      'Message UUID,From Number,To Number,Message Direction,Message Time,Units,Total Amount\nu-1,+12025550100,+13035550146,outbound,2026-11-24 17:00:00+00:00,1,0.00500\n';
    expect(readInvoice(plivo, invoiceForms.plivo, {}).lines).toMatchObject([
      { providerId: 'u-1', amount: '0.00500', currency: 'USD', parts: 1 },
    ]);
  });

  test('by the columns that are named', () => {
    const read = readInvoice('Ref;Cost\nx-1;0,5\n', invoiceForms.generic, {
      id: 'ref',
      amount: 'Cost',
      currency: 'Unit',
    });
    expect(read.refusal).toContain('“Unit”');
    const good = readInvoice('Ref;Cost;Unit\nx-1;0,5;eur\n', invoiceForms.generic, {
      id: 'ref',
      amount: 'Cost',
      currency: 'Unit',
    });
    expect(good.lines).toMatchObject([{ providerId: 'x-1', amount: '0.5', currency: 'EUR' }]);
    expect(readInvoice('a,b\n1,2', invoiceForms.generic, {}).refusal).toContain('No column holds');
  });

  test('line by line: what cannot be read is named, and nothing is lost', () => {
    const rows = ['SM1,0.1,USD,1', ',0.1,USD,1', 'SM2,much,USD,1', 'SM3,0.1,USD,one', '"open', 'SM4,0.1,,1'];
    const read = readInvoice(
      `Sid,Price,PriceUnit,NumSegments\n${rows.join('\n')}\n`,
      invoiceForms.twilio,
      {},
    );
    expect(read.lines.map(({ line }) => line)).toEqual([2, 7]);
    expect(read.unreadable.map(({ line }) => line).sort()).toEqual([3, 4, 5, 6]);
    expect(read.lines.length + read.unreadable.length).toBe(rows.length);
  });
});

const text = (change: Partial<OwnText> = {}): OwnText => ({
  ...{ messageId: 1, parts: 2, kind: 'sms', country: 'US', isUnsent: false, said: null },
  way: { senderId: 's', gatewayId: 'g' },
  ...change,
});
const table = {
  prices: [
    { senderId: null, gatewayId: null, country: null, perPart: 7_900n },
    { senderId: null, gatewayId: null, country: 'US', carrier: 'att', perPart: 3_000n },
    { senderId: null, gatewayId: null, country: 'US', carrier: 'verizon', perPart: 4_000n },
  ],
  currency: 'USD',
};
const line = (change: object = {}) => ({ parts: 2, amount: '0.0218', currency: 'USD', ...change });

describe('a line', () => {
  test.each([
    ['agrees within the operators’ fees', line(), text(), false, null],
    ['agrees with more noughts', line({ amount: '0.02380000' }), text(), false, null],
    ['is dearer by the smallest unit', line({ amount: '0.0238000001' }), text(), false, 'price_differs'],
    ['is cheaper than it can be', line({ amount: '0.02' }), text(), false, 'price_differs'],
    ['has other parts', line({ parts: 3 }), text(), false, 'parts_differ'],
    ['is in another currency', line({ currency: 'EUR' }), text(), false, 'currency_differs'],
    ['is of no text of ours', line(), null, false, 'missing_here'],
    ['stands there twice', line(), text(), true, 'repeated'],
    ['is of a text that never left', line(), text({ isUnsent: true }), false, 'not_sent_here'],
    [
      'costs nothing and never left',
      line({ amount: '0.000' }),
      text({ isUnsent: true, said: { amount: '0', currency: 'USD' } }),
      false,
      null,
    ],
    [
      'is what the carrier said with the text',
      line({ amount: '0.5' }),
      text({ said: { amount: '0.50', currency: 'USD' } }),
      false,
      null,
    ],
    [
      'is not what the carrier said with the text',
      line(),
      text({ said: { amount: '0.5', currency: 'USD' } }),
      false,
      'price_differs',
    ],
    ['has no price', line({ amount: null, currency: null }), text(), false, null],
  ])('that %s', (_what, given, own, isRepeated, finding) => {
    expect(judgeLine(given, own, table, isRepeated).finding).toBe(finding);
  });

  test('is not judged by price where nobody has said what texts cost', () => {
    expect(
      judgeLine(line({ amount: '9' }), text(), { prices: [], currency: null }, false).finding,
    ).toBeNull();
  });
});

test('amounts are compared exactly', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 15n), fc.bigInt(0n, 10n ** 15n), (a, b) => {
      const write = (one: bigint) => `${one / 10n ** 10n}.${(one % 10n ** 10n).toString().padStart(10, '0')}`;
      expect(Math.sign(compareAmounts(write(a), write(b)))).toBe(a < b ? -1 : a > b ? 1 : 0);
    }),
  );
});
