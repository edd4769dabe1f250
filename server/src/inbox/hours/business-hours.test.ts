import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addBusinessMinutes,
  type BusinessHours,
  businessSeconds,
  checkWeek,
  isOpenAt,
} from './business-hours.ts';

const office: BusinessHours = {
  week: {
    mon: [['09:00', '17:00']],
    tue: [
      ['09:00', '12:00'],
      ['13:00', '17:00'],
    ],
    wed: [['09:00', '17:00']],
    thu: [['09:00', '17:00']],
    fri: [['09:00', '17:00']],
  },
  closedDays: ['2026-11-26'],
  timeZone: 'America/New_York',
};
const at = (text: string) => new Date(text);

describe('hours of a business', () => {
  test.each([
    ['2026-11-24T14:00:00Z', true, 'Tuesday at nine'],
    ['2026-11-24T13:59:00Z', false, 'a minute before'],
    ['2026-11-24T17:30:00Z', false, 'at lunch'],
    ['2026-11-24T22:00:00Z', false, 'at five sharp'],
    ['2026-11-26T15:00:00Z', false, 'on Thanksgiving'],
    ['2026-11-28T15:00:00Z', false, 'on a Saturday'],
  ])('%s is open: %s, %s', (when, isOpen) => {
    expect(isOpenAt(office, at(when))).toBe(isOpen);
  });

  test('no hours at all are always open, and their clock never stops', () => {
    expect(isOpenAt(null, at('2026-11-28T03:00:00Z'))).toBe(true);
    expect(addBusinessMinutes(null, at('2026-11-28T03:00:00Z'), 30)).toEqual(at('2026-11-28T03:30:00Z'));
  });

  test('an hour from Tuesday before lunch is after it, and from Wednesday evening is on Friday past the holiday', () => {
    expect(addBusinessMinutes(office, at('2026-11-24T16:30:00Z'), 60)).toEqual(at('2026-11-24T18:30:00Z'));
    expect(addBusinessMinutes(office, at('2026-11-25T23:00:00Z'), 60)).toEqual(at('2026-11-27T15:00:00Z'));
  });

  test('the clock follows the wall through both changes of the year', () => {
    const sundays: BusinessHours = { ...office, week: { sun: [['01:00', '05:00']] } };
    // 2026-03-08: 02:00 does not exist; 2026-11-01: 01:00 comes twice.
    expect(addBusinessMinutes(sundays, at('2026-03-08T05:00:00Z'), 120)).toEqual(at('2026-03-08T08:00:00Z'));
    const seconds = (day: string) => businessSeconds(sundays, at(`${day}T00:00:00Z`), at(`${day}T23:00:00Z`));
    expect([seconds('2026-03-08'), seconds('2026-06-07')]).toEqual([3 * 3_600, 4 * 3_600]);
    expect([4 * 3_600, 5 * 3_600]).toContain(seconds('2026-11-01'));
  });

  test('hours on closed days only never come to anything', () => {
    const closed = { ...office, week: {} };
    expect(addBusinessMinutes(closed, at('2026-11-24T14:00:00Z'), 1)).toBeNull();
  });

  test('what is added is what is counted', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-01-01') }),
        fc.integer({ min: 1, max: 2_000 }),
        (start, minutes) => {
          const from = new Date(Math.floor(start / 60_000) * 60_000);
          const to = addBusinessMinutes(office, from, minutes);
          if (to === null) throw new Error('the office opens');
          expect(businessSeconds(office, from, to)).toBe(minutes * 60);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('hours that say nothing or contradict themselves', () => {
  test.each([
    [{ mon: [['9', '17:00']] }, 'Write hours as 09:00'],
    [{ mon: [['17:00', '09:00']] }, 'end after they begin'],
    [
      {
        mon: [
          ['09:00', '12:00'],
          ['11:00', '17:00'],
        ],
      },
      'overlap',
    ],
    [{}, 'never open'],
    [{ mon: [['24:30', '25:00']] }, 'Write hours as'],
  ])('%j are refused', (week, sentence) => {
    expect(() => checkWeek(week as never)).toThrow(sentence);
  });
});
