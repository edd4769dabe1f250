import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDate } from './dates.ts';
import { readPlainDay } from './plain-days.ts';

const read = (text: string, order: 'day_first' | 'month_first' = 'month_first') =>
  readDate(text, order)?.spelled ?? null;

describe('a date', () => {
  test.each([
    ['2024-10-30', '2024-10-30'],
    ['2024/5/2', '2024-05-02'],
    ['05/22/2024', '2024-05-22'],
    ['5/2/24', '2024-05-02'],
    ['22.05.2024', '2024-05-22'],
    ['Apr 6, 2025', '2025-04-06'],
    ['April 6th, 2025', '2025-04-06'],
    ['Sept 3 2024', '2024-09-03'],
    ['22-May-2024', '2024-05-22'],
    ['22 May 24', '2024-05-22'],
    ['22 mai 2024', '2024-05-22'],
    ['22 de mayo de 2024', '2024-05-22'],
    ['1. März 2024', '2024-03-01'],
    ['12 août 2023', '2023-08-12'],
    ['20240522', '2024-05-22'],
    ['45434', '2024-05-22'],
    ['2024-10-30T12:00:00Z', '2024-10-30T12:00:00.000Z'],
    ['2024-10-30 12:00:00-05:00', '2024-10-30T17:00:00.000Z'],
    ['2024-05-22 14:33:02 UTC', '2024-05-22T14:33:02.000Z'],
    ['2024-05-22T14:33:02.123456+00:00', '2024-05-22T14:33:02.000Z'],
    ['10/30/2024 3:04 PM', '2024-10-30T15:04:00.000Z'],
    ['10/30/2024 12:04 AM', '2024-10-30T00:04:00.000Z'],
    ['Wed, 22 May 2024 10:00:00 GMT', '2024-05-22T10:00:00.000Z'],
    ['1716393600', '2024-05-22T16:00:00.000Z'],
    ['1716393600000', '2024-05-22T16:00:00.000Z'],
    ['45434.75', '2024-05-22T18:00:00.000Z'],
  ])('written %s is %s', (text, expected) => expect(read(text)).toBe(expected));

  test.each([
    '',
    'n/a',
    '31/02/2024',
    '13/13/2024',
    '1,297.91',
    'May 2024',
    '2024-02-30',
    'yes',
    '12345',
    '555-0100',
    '99/99/9999',
  ])('is not read out of %j', (text) => expect(readDate(text, 'month_first')).toBeNull());

  test('of two small numbers goes by the order it is asked for', () => {
    expect([read('03/04/2025', 'month_first'), read('03/04/2025', 'day_first')]).toEqual([
      '2025-03-04',
      '2025-04-03',
    ]);
  });

  test('that can only be read one way is read that way and says so', () => {
    expect(read('22/04/2025', 'month_first')).toBe('2025-04-22');
    expect(readDate('22/04/2025', 'month_first')?.order).toBe('day_first');
    expect(readDate('04/22/2025', 'day_first')?.order).toBe('month_first');
    expect(readDate('03/04/2025', 'day_first')?.order).toBe('either');
    expect(readDate('2025-04-03', 'day_first')?.order).toBeNull();
  });

  test('with dots has the day first wherever it is written', () =>
    expect(read('03.04.2025', 'month_first')).toBe('2025-04-03'));

  test('without an hour lies at noon UTC, the same day from Honolulu to Auckland', () => {
    expect(new Date(readDate('2025-04-03', 'day_first')?.ms ?? 0).toISOString()).toBe(
      '2025-04-03T12:00:00.000Z',
    );
  });
});

test('every day survives being written in the ways of the world', () => {
  const day = fc.date({ min: new Date('1970-01-01'), max: new Date('2049-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(day, (date) => {
      const iso = date.toISOString().slice(0, 10);
      const [year = '', month = '', dayOf = ''] = iso.split('-');
      expect(read(iso)).toBe(iso);
      expect(read(`${dayOf}/${month}/${year}`, 'day_first')).toBe(iso);
      expect(read(`${month}/${dayOf}/${year}`, 'month_first')).toBe(iso);
      expect(read(date.toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' }))).toBe(iso);
      expect(read(date.toLocaleDateString('es-ES', { dateStyle: 'long', timeZone: 'UTC' }))).toBe(iso);
      expect(read(date.toLocaleDateString('fr-FR', { dateStyle: 'long', timeZone: 'UTC' }))).toBe(iso);
      expect(read(date.toLocaleDateString('de-DE', { dateStyle: 'long', timeZone: 'UTC' }))).toBe(iso);
    }),
  );
});

test('a day written plainly comes to the same as one with something around it, which other rules read', () => {
  const digit = fc.integer({ min: 0, max: 9 });
  const number = (length: number) =>
    fc.array(digit, { minLength: length, maxLength: length }).map((all) => all.join(''));
  const numeric = fc
    .tuple(
      number(2),
      fc.constantFrom('-', '/', '.'),
      number(2),
      fc.constantFrom('19', '20', '22', '00'),
      number(2),
    )
    .map(([a, separator, b, century, year]) => `${a}${separator}${b}${separator}${century}${year}`);
  const iso = fc.tuple(number(4), number(2), number(2)).map((parts) => parts.join('-'));
  fc.assert(
    fc.property(fc.oneof(numeric, iso), fc.constantFrom('day_first', 'month_first'), (text, order) => {
      const plain = readPlainDay(text, order);
      expect(plain).not.toBeUndefined();
      expect(plain).toEqual(readDate(` ${text}`, order));
    }),
    { numRuns: 2_000 },
  );
  for (const other of [
    '2025-4-22',
    '2025/04/22',
    '04/22/25xx',
    'Apr 2 2025',
    '04/22-2025',
    '04x22x2025',
    '0a/22/2025',
  ])
    expect(readPlainDay(other, 'day_first')).toBeUndefined();
});
