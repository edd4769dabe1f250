import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseBigint, rowTypes } from './row-types.ts';

describe('a bigint from the database', () => {
  test('is the number itself as long as JavaScript can hold it', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        expect(parseBigint(String(value))).toBe(value);
      }),
    );
  });

  test('is an error and not a rounded id beyond that', () => {
    expect(() => parseBigint('9007199254740993')).toThrow(/cannot hold exactly/);
    expect(() => parseBigint('-9223372036854775808')).toThrow(/cannot hold exactly/);
  });

  test('keeps nulls in an array', () => {
    const parse = rowTypes.getTypeParser(1016 as never, 'text') as (text: string) => unknown;
    expect(parse('{1,NULL,9007199254740991}')).toEqual([1, null, 9007199254740991]);
  });
});

test('a date stays the day that was written', () => {
  const parse = rowTypes.getTypeParser(1082 as never, 'text') as (text: string) => unknown;
  expect(parse('2026-11-01')).toBe('2026-11-01');
});
