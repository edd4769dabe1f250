import { expect, test } from 'vitest';
import { etagOf, readIfMatch } from './etag.ts';

test.each([
  [etagOf(3), '3'],
  [etagOf('3.9f2c'), '3.9f2c'],
  ['W/"12"', '12'],
  ['*', null],
  [undefined, null],
])('%j names the version %j', (header, version) => expect(readIfMatch(header)).toBe(version));

test.each(['3', '"', '"a b"', `"${'1'.repeat(41)}"`, '"1", "2"'])('%j is none of ours', (header) =>
  expect(() => readIfMatch(header)).toThrow('If-Match is the ETag'),
);
