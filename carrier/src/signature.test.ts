import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { isSignedCallback, signCallback } from './signature.ts';

const body = '{"events":[{"type":"inbound","body":"STOP 😊"}]}';
const header = signCallback('secret', body, 1_780_000_000);

test('the header holds the time and the hex HMAC of time, dot and raw body', () => {
  const expected = createHmac('sha256', 'secret').update(`1780000000.${body}`, 'utf8').digest('hex');
  expect(header).toBe(`t=1780000000,v1=${expected}`);
});

test('a header fits its own body, secret and time', () => {
  expect(isSignedCallback('secret', body, header, 1_780_000_300)).toBe(true);
});

test.each([
  ['another secret', 'other', body, header, 1_780_000_000],
  ['another body', 'secret', `${body} `, header, 1_780_000_000],
  [
    'another time in the header',
    'secret',
    body,
    header.replace('t=1780000000', 't=1780000001'),
    1_780_000_000,
  ],
  ['a body of five minutes ago', 'secret', body, header, 1_780_000_301],
  ['a shortened signature', 'secret', body, header.slice(0, -1), 1_780_000_000],
  ['a lengthened signature', 'secret', body, `${header}0`, 1_780_000_000],
  ['no signature at all', 'secret', body, '', 1_780_000_000],
])('%s is refused', (_, secret, rawBody, given, now) => {
  expect(isSignedCallback(secret, rawBody, given, now)).toBe(false);
});
