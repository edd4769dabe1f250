import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { absoluteTime, readTime, relativeTime } from './times.ts';

const now = new Date('2026-08-01T09:30:00.000Z');

describe('a time from now', () => {
  test.each([
    [0, '000000000000000R'],
    [59.9, '000000000059000R'],
    [3_600, '000000010000000R'],
    [86_400, '000001000000000R'],
    [4 * 86_400 + 3 * 3_600 + 2 * 60 + 1, '000004030201000R'],
    [-5, '000000000000000R'],
    [90 * 86_400, '000031000000000R'],
  ])('of %d seconds is written %s', (seconds, written) => {
    expect(relativeTime(seconds)).toBe(written);
  });

  test('is read from the moment it is given', () => {
    expect(readTime('000001010000000R', now)?.toISOString()).toBe('2026-08-02T10:30:00.000Z');
    expect(readTime('010200000000000R', now)?.toISOString()).toBe('2027-10-01T09:30:00.000Z');
  });

  test('comes back as it was written, up to a month', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 31 * 86_400 }), (seconds) => {
        expect(readTime(relativeTime(seconds), now)?.getTime()).toBe(now.getTime() + seconds * 1_000);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a moment', () => {
  test('is written in UTC', () => {
    expect(absoluteTime(new Date('2026-08-01T09:30:05.678Z'))).toBe('260801093005600+');
  });

  test.each([
    ['260801093000000+', '2026-08-01T09:30:00.000Z'],
    ['260801093000108+', '2026-08-01T07:30:00.100Z'],
    ['260801093000020-', '2026-08-01T14:30:00.000Z'],
  ])('%s is %s', (written, iso) => {
    expect(readTime(written, now)?.toISOString()).toBe(iso);
  });

  test.each([
    '',
    '260801093000',
    '261301093000000+',
    '260800093000000+',
    '260801243000000+',
    'tomorrow, at nine',
  ])('%j is none', (written) => {
    expect(readTime(written, now)).toBeNull();
  });

  test('comes back as it was written, to the tenth of a second', () => {
    const range = {
      min: new Date('2000-01-01T00:00:00Z'),
      max: new Date('2099-12-31T23:59:59Z'),
      noInvalidDate: true,
    };
    fc.assert(
      fc.property(fc.date(range), (at) => {
        expect(readTime(absoluteTime(at), now)?.getTime()).toBe(Math.floor(at.getTime() / 100) * 100);
      }),
      { numRuns: 200 },
    );
  });
});
