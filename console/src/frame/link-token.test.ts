import { expect, test } from 'vitest';
import { readLinkToken } from './link-token.ts';

test.each([
  ['#abc-_123', 'abc-_123'],
  ['#', null],
  ['', null],
])('behind %s stands %s', (hash, token) => {
  expect(readLinkToken(hash)).toBe(token);
});
