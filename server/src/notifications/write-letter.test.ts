import { countParts } from '@tidings/sms';
import { expect, test } from 'vitest';
import { writeCall, writeMail, writeText } from './write-letter.ts';

const at = new Date('2026-11-24T17:00:00Z');
const done = { kind: 'campaign.finished', subject: 'cmp_1', facts: { name: 'Spring' }, at } as const;
const down = {
  kind: 'gateway.down',
  subject: 'gtw_2',
  facts: { name: 'Main', state: 'no_funds' },
  at,
} as const;
const where = { origin: 'https://texts.example.com', workspace: 'Harbor Coffee' };

test('a mail about one thing says it in its subject and leads to it', () => {
  const { subject, text } = writeMail([done], where);
  expect(subject).toBe('Harbor Coffee: A campaign is done');
  expect(text).toContain('“Spring” is done.\nhttps://texts.example.com/campaigns/cmp_1');
  expect(text).toContain('https://texts.example.com/settings/notifications');
});

test('a digest says all of them, each with its hour', () => {
  const { subject, text } = writeMail([done, down], where);
  expect(subject).toBe('Harbor Coffee: 2 notifications');
  expect(text).toContain(
    'The account “Main” has no funds left.\nhttps://texts.example.com/senders/gateways/gtw_2',
  );
  expect(text.match(/2026-11-24T17:00:00/g)).toHaveLength(2);
});

test('a text names the brand, keeps to the alphabet of all phones and to two parts', () => {
  expect(writeText([down], 'Harbor Coffee')).toBe('Harbor Coffee: The account "Main" has no funds left.');
  expect(writeText([down, done], 'Harbor Coffee')).toContain('(and 1 more)');
  const long = { kind: 'campaign.finished', facts: { name: '“x…'.repeat(200) } } as const;
  const { alphabet, parts } = countParts(writeText([long, done], 'Harbor Coffee')) as {
    alphabet: string;
    parts: number;
  };
  expect([alphabet.toLowerCase().replace('-', ''), parts]).toEqual(['gsm7', 2]);
});

test('a call carries the facts, and an address where there is one', () => {
  expect(JSON.parse(writeCall(down, 'ntf_7_x', null))).toMatchObject({
    type: 'notification.gateway.down',
    data: {
      id: 'ntf_7_x',
      sentence: 'The account “Main” has no funds left.',
      facts: { state: 'no_funds' },
      url: null,
    },
  });
  expect(JSON.parse(writeCall(done, 'ntf_7_x', where.origin)).data.url).toBe(
    'https://texts.example.com/campaigns/cmp_1',
  );
});
