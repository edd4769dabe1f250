import { describe, expect, test } from 'vitest';
import { type LintInput, lintText } from './index.ts';

const whole =
  'This is an advertisement. Tents are 20 % off until Sunday: https://kestrel.example/tents\nUnsubscribe: https://kestrel.example/leave\nKestrel Outdoors, 14 Harbor Street, Portland, OR 97201';
const lint = (body: string, more: Partial<LintInput> = {}) =>
  lintText({ body, channel: 'commercial_email', ...more }).filter(
    ({ rule }) => rule !== 'can_spam.not_sent_here',
  );
const rules = (body: string, more?: Partial<LintInput>) => lint(body, more).map(({ rule }) => rule);

describe('commercial mail', () => {
  test('with all particulars is found no fault with, but for that Tidings does not send it', () => {
    expect(lintText({ body: whole, channel: 'commercial_email' })).toMatchObject([
      { rule: 'can_spam.not_sent_here', severity: 'warning', sentence: expect.stringContaining('sends no') },
    ]);
  });

  test.each([
    ['14 Harbor Street, Portland, OR 97201', '', ['can_spam.postal_address']],
    [', Portland, OR 97201', ', Portland', []],
    ['Unsubscribe: https://kestrel.example/leave', 'Reply STOP to opt out', []],
    ['Unsubscribe: https://kestrel.example/leave\n', '', ['can_spam.opt_out']],
    ['This is an advertisement. ', '', ['can_spam.advertisement']],
  ])('where “%s” is “%s”: %j', (was, is, expected) => {
    expect(rules(whole.replace(was, is))).toEqual(expected);
  });

  test('is asked for the brand’s own address where that is known, and gets it', () => {
    const postalAddress = '22 Pine Road, Salem, OR 97301';
    const [found] = lint(whole, { postalAddress });
    expect(found).toMatchObject({ rule: 'can_spam.postal_address', severity: 'error' });
    expect(rules(`${whole}${found?.fix}`, { postalAddress })).toEqual([]);
    expect(rules(whole, { postalAddress: '14 Harbor Street, Portland, OR 97201' })).toEqual([]);
  });

  test.each([
    'P.O. Box 221, Salem',
    'PMB 14, Salem',
    '1200 N. Main Blvd',
    'Salem, OR 97301',
    '{{ postal_address }}',
  ])('takes “%s” for an address', (line) => {
    expect(rules(`Advertisement: tents. Unsubscribe: a@kestrel.example\n${line}`)).toEqual([]);
  });

  test('needs a way over the internet: a word to text back is none', () => {
    expect(rules('Advertisement: tents. Reply STOP to opt out. 14 Harbor Street')).toEqual([
      'can_spam.opt_out',
    ]);
  });

  test('is still read for fraud and for merge fields', () => {
    expect(rules(`${whole} Reply with your password.`)).toEqual(['phishing.secrets']);
    expect(rules(`${whole} {{ first_name`)).toEqual(['merge.unreadable']);
  });
});

describe('other channels', () => {
  test('mail about an order needs none of it, until something is promoted in it', () => {
    const order = { channel: 'relationship_email' } as const;
    expect(rules('Your order 5521 was shipped.', order)).toEqual([]);
    expect(rules('Your order was shipped. Tents are 20% off everything!', order)).toEqual([
      'purpose.promotion',
    ]);
  });

  test('mail to a carrier’s gateway is refused with the law and the other way', () => {
    expect(lint(whole, { channel: 'mail_gateway' })).toMatchObject([
      { rule: 'can_spam.mail_gateway', severity: 'error', sentence: expect.stringContaining('64.3100') },
    ]);
  });

  test('texts to phone numbers are asked nothing of it', () => {
    const text = 'Kestrel: tents are 20 % off. Reply STOP to opt out';
    expect(lintText({ body: text, purpose: 'marketing', brands: ['Kestrel'] })).toEqual([]);
  });
});
