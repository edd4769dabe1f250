import { expect, test } from 'vitest';
import type { Submission } from '../gateway.ts';
import { bodyOf, callbackAtMost } from './request.ts';

const text: Submission = {
  ...{ reference: 'x7k2.1a2b3c', tag: 'cmp_1', validForMs: null },
  ...{ from: '+12025550100', to: '+13035550146', body: 'Hello' },
};
const account = { apiKey: 'abcd1234', apiSecret: 'secretofthecases' };
const addressOf = (length: number) => 'https://sms.example.org/'.padEnd(length, 'x');
const fieldsOf = (address: string | null) => new URLSearchParams(bodyOf(text, account, address));

test('an address for receipts goes along while Vonage takes it', () => {
  const longest = addressOf(callbackAtMost);
  expect(fieldsOf(longest).get('callback')).toBe(longest);
});

test('a longer one is left to the account, and receipts are asked for all the same', () => {
  const fields = fieldsOf(addressOf(callbackAtMost + 1));
  expect(fields.has('callback')).toBe(false);
  expect(fields.get('status-report-req')).toBe('true');
});

test('where nobody can reach us no receipts are asked for', () => {
  expect(fieldsOf(null).get('status-report-req')).toBe('false');
});
