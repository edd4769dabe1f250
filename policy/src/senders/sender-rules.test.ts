import { expect, test } from 'vitest';
import { senderEntry, shapeOfSender } from './sender-rules.ts';

test.each([
  ['12345', 'short_code'],
  ['+12025550100', 'long_code'],
  ['+18005550100', 'toll_free'],
  ['+447700900301', 'long_code'],
  ['HarborCafe', 'alphanumeric'],
  ['Harbor Coffee Co', null],
  ['+', null],
  ['', null],
  [' Harbor', null],
  ['1234567890', null],
] as const)('“%s” is %s', (sender, shape) => expect(shapeOfSender(sender)).toBe(shape));

test('a name texts nobody in North America, and says elsewhere that nobody can answer', () => {
  expect(senderEntry('alphanumeric', '+12125550100')).toMatchObject({
    rule: 'sender.alphanumeric',
    outcome: 'drop',
  });
  expect(senderEntry('alphanumeric', '+447700900301')).toMatchObject({
    outcome: 'allow',
    sentence: expect.stringContaining('another way to leave'),
  });
});

test('what must be registered is said, and not judged', () => {
  expect(senderEntry('long_code', '+12125550100')).toMatchObject({
    outcome: 'allow',
    sentence: expect.stringContaining('10DLC'),
  });
  expect(senderEntry('toll_free', '+12125550100').sentence).toContain('verified');
  expect(senderEntry('short_code', '+12125550100').sentence).toContain('leased');
});
