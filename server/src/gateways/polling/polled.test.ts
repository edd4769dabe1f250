import { expect, test } from 'vitest';
import { codeTable, rows } from '../errors/code-table.ts';
import { pauseAfter, receiptOfText } from './polled.ts';

test('a carrier that does not answer is asked ever rarer, down to twice an hour', () => {
  const minutes = [0, 1, 2, 3, 4, 5, 6, 50].map((failures) => pauseAfter(failures) / 60_000);
  expect(minutes.slice(1)).toEqual([1, 2, 4, 8, 16, 30, 30]);
  expect(minutes[0]).toBeLessThan(1);
});

test('a state is read as the receipt that would have come, with whose fault it is', () => {
  const errors = codeTable(
    rows('invalid_number', { 30006: 'A landline.' }),
    rows('opted_out', { 21610: 'They have left.' }),
  );
  const text = { providerId: 'SM1', parts: null, price: null };
  expect(receiptOfText(errors, { ...text, status: 'accepted', code: null })).toBeNull();
  expect(receiptOfText(errors, { ...text, status: 'delivered', code: null })).toMatchObject({
    status: 'delivered',
    reference: null,
  });
  expect(receiptOfText(errors, { ...text, status: 'undelivered', code: '30006' })).toMatchObject({
    numberFault: 'invalid_number',
  });
  expect(receiptOfText(errors, { ...text, status: 'failed', code: '21610' })).toMatchObject({
    isOptOut: true,
  });
});
