import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addMonths, dayIn, startOfDay } from './days.ts';
import { bornOnOrBefore, daySpanOf, spanOf, yearDaysOf } from './windows.ts';

const zone = 'America/New_York';
const at = (iso: string) => ({ now: new Date(iso), zone });
const noon = at('2026-11-24T17:00:00Z');

describe('days on the workspace’s clock', () => {
  test.each([
    ['America/New_York', '2026-11-24', '2026-11-24T05:00:00.000Z'],
    ['America/New_York', '2026-03-08', '2026-03-08T05:00:00.000Z'],
    ['America/New_York', '2026-11-02', '2026-11-02T05:00:00.000Z'],
    // Midnight was skipped in São Paulo on that day, and on Samoa the whole 30th was.
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-01-01', '2025-12-31T10:00:00.000Z'],
  ])('in %s, %s begins at %s', (place, day, start) => {
    expect(startOfDay(place, day).toISOString()).toBe(start);
  });

  test('the first instant of a day is of that day, and the one before is not', () => {
    const zones = fc.constantFrom(
      'America/New_York',
      'Pacific/Apia',
      'Asia/Kolkata',
      'America/Sao_Paulo',
      'Europe/Lisbon',
      'Australia/Lord_Howe',
    );
    fc.assert(
      fc.property(zones, fc.integer({ min: 0, max: 12_000 }), (place, days) => {
        const day = addDays('2000-01-01', days);
        const start = startOfDay(place, day);
        expect(dayIn(place, start) >= day).toBe(true);
        expect(dayIn(place, new Date(start.getTime() - 1)) < day).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test.each([
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-11-24', -12, '2025-11-24'],
  ])('%s and %i months', (day, months, result) => {
    expect(addMonths(day, months)).toBe(result);
  });
});

describe('windows', () => {
  test('the last days reach back from this hour, and forward without end', () => {
    expect(spanOf({ when: 'last', count: 30, unit: 'days' }, noon)).toEqual({
      from: new Date('2026-10-25T17:00:00Z'),
      until: null,
    });
  });
  test('between days takes in both', () => {
    expect(spanOf({ when: 'between', from: '2026-11-01', to: '2026-11-01' }, noon)).toEqual({
      from: new Date('2026-11-01T04:00:00Z'),
      until: new Date('2026-11-02T05:00:00Z'),
    });
  });
  test.each([
    [
      { when: 'last', count: 7, unit: 'days' },
      { from: '2026-11-17', to: '2026-11-24' },
    ],
    [
      { when: 'next', count: 1, unit: 'months' },
      { from: '2026-11-24', to: '2026-12-24' },
    ],
    [
      { when: 'over', count: 1, unit: 'years' },
      { from: null, to: '2025-11-23' },
    ],
    [
      { when: 'before', date: '2026-01-01' },
      { from: null, to: '2025-12-31' },
    ],
  ] as const)('of days: %o', (window, span) => {
    expect(daySpanOf(window, noon)).toEqual(span);
  });
});

describe('anniversaries', () => {
  test('of the next days go over the end of the year', () => {
    const days = yearDaysOf({ when: 'next', count: 7, unit: 'days' }, at('2026-12-29T17:00:00Z'));
    expect(days).toContain('12-31');
    expect(days).toContain('01-05');
    expect(days).toHaveLength(8);
  });
  test('who was born on 29 February is told on the 28th of a year without one, and on the 29th of a year with one', () => {
    expect(yearDaysOf({ when: 'today' }, at('2027-02-28T17:00:00Z'))).toEqual(['02-28', '02-29']);
    expect(yearDaysOf({ when: 'today' }, at('2028-02-28T17:00:00Z'))).toEqual(['02-28']);
    expect(yearDaysOf({ when: 'today' }, at('2028-02-29T17:00:00Z'))).toEqual(['02-29']);
  });
  test('everybody born on any day is told once a year', () => {
    const born = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('1960-01-01', days));
    fc.assert(
      fc.property(born, fc.integer({ min: 2024, max: 2032 }), (day, year) => {
        const told = Array.from({ length: 366 }, (_, n) => addDays(`${year}-01-01`, n))
          .filter((today) => today.startsWith(String(year)))
          .filter((today) =>
            yearDaysOf({ when: 'today' }, { now: new Date(`${today}T17:00:00Z`), zone }).includes(
              day.slice(5),
            ),
          );
        expect(told).toHaveLength(1);
      }),
      { numRuns: 10 },
    );
  });
});

describe('ages', () => {
  test.each([
    ['2026-11-24T17:00:00Z', 21, '2005-11-24'],
    // In New York it is still the day before.
    ['2026-11-24T03:00:00Z', 21, '2005-11-23'],
    ['2025-02-28T17:00:00Z', 21, '2004-02-29'],
    ['2028-02-29T17:00:00Z', 21, '2007-02-28'],
  ])('at %s, %i years old is who was born by %s', (now, years, born) => {
    expect(bornOnOrBefore(years, at(now))).toBe(born);
  });
});
