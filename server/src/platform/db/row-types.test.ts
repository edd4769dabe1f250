import fc from 'fast-check';
import pg from 'pg';
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

  test('makes nothing of an array without any', () => {
    const parse = rowTypes.getTypeParser(1016 as never, 'text') as (text: string) => unknown;
    expect(parse('{}')).toEqual([]);
  });
});

describe('a moment from the database', () => {
  const parse = rowTypes.getTypeParser(1184 as never, 'text') as (text: string) => unknown;

  test('is the same that the driver would read', () => {
    const driver = pg.types.getTypeParser(1184 as never) as (text: string) => unknown;
    const days = fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (day) => {
        const written = `${day.toISOString().slice(0, 19).replace('T', ' ')}+00`;
        expect(parse(written)).toEqual(driver(written));
      }),
    );
  });

  test.each([
    ['2026-11-30 10:42:34.123456+00', '2026-11-30T10:42:34.123Z'],
    ['2026-11-30 10:42:34.05+00', '2026-11-30T10:42:34.050Z'],
    ['2026-11-30 10:42:34.5+00', '2026-11-30T10:42:34.500Z'],
    ['2026-11-30 10:42:34+02', '2026-11-30T08:42:34.000Z'],
    ['2026-11-30 10:42:34.25+05:30', '2026-11-30T05:12:34.250Z'],
    ['12026-11-30 10:42:34+00', '+012026-11-30T10:42:34.000Z'],
    ['0044-03-15 00:00:00+00', '0044-03-15T00:00:00.000Z'],
  ])('reads %s', (written, moment) => {
    expect((parse(written) as Date).toISOString()).toBe(moment);
  });

  test('may be without end', () => {
    expect(parse('infinity')).toBe(Number.POSITIVE_INFINITY);
  });
});

test('a date stays the day that was written', () => {
  const parse = rowTypes.getTypeParser(1082 as never, 'text') as (text: string) => unknown;
  expect(parse('2026-11-01')).toBe('2026-11-01');
});
