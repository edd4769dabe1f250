import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysOf, readRecurrence } from './recurrence.ts';
import { firstOf } from './series.ts';

const dayOf = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
const days = (rule: string, from: string, most = 6) =>
  firstOf(daysOf(readRecurrence(rule), dayOf(from)), most).map((day) =>
    new Date(day * 86_400_000).toISOString().slice(0, 10),
  );

describe('the days of a rule', () => {
  test.each([
    ['FREQ=DAILY;INTERVAL=2', '2026-12-01', ['2026-12-01', '2026-12-03', '2026-12-05']],
    ['FREQ=DAILY;BYDAY=SA,SU', '2026-12-01', ['2026-12-05', '2026-12-06', '2026-12-12']],
    ['FREQ=WEEKLY', '2026-12-03', ['2026-12-03', '2026-12-10', '2026-12-17']],
    ['RRULE:FREQ=WEEKLY;BYDAY=MO,TH', '2026-12-01', ['2026-12-03', '2026-12-07', '2026-12-10']],
    ['freq=weekly;interval=2;byday=tu', '2026-12-01', ['2026-12-01', '2026-12-15', '2026-12-29']],
    // Months that have no 31st are left out.
    ['FREQ=MONTHLY', '2026-12-31', ['2026-12-31', '2027-01-31', '2027-03-31']],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', '2027-01-01', ['2027-01-31', '2027-02-28', '2027-03-31']],
    ['FREQ=MONTHLY;BYDAY=1MO,-1FR', '2026-12-01', ['2026-12-07', '2026-12-25', '2027-01-04']],
    ['FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15', '2026-12-20', ['2027-03-15', '2027-06-15', '2027-09-15']],
    ['FREQ=WEEKLY;COUNT=2', '2026-12-03', ['2026-12-03', '2026-12-10']],
    ['FREQ=WEEKLY;UNTIL=20261210T000000Z', '2026-12-03', ['2026-12-03', '2026-12-10']],
    ['FREQ=MONTHLY;BYMONTHDAY=29', '2028-02-01', ['2028-02-29', '2028-03-29', '2028-04-29']],
  ])('%s from %s', (rule, from, expected) => {
    expect(days(rule, from, 3)).toEqual(expected);
  });

  test('come in order, each once, and none before the first', () => {
    const rules = ['FREQ=DAILY;INTERVAL=3', 'FREQ=WEEKLY;BYDAY=MO,WE,SU', 'FREQ=MONTHLY;BYDAY=-1TU'];
    fc.assert(
      fc.property(fc.constantFrom(...rules), fc.integer({ min: 18_000, max: 25_000 }), (rule, from) => {
        const found = firstOf(daysOf(readRecurrence(rule), from), 30);
        expect(found).toHaveLength(30);
        expect(found).toEqual([...new Set(found)].sort((one, other) => one - other));
        expect(found[0]).toBeGreaterThanOrEqual(from);
      }),
    );
  });
});

test.each([
  ['', /is not understood/],
  ['FREQ=HOURLY', /begins with FREQ=DAILY/],
  ['FREQ=WEEKLY;BYDAY=XX', /no day of the week/],
  ['FREQ=WEEKLY;BYDAY=1MO', /goes with FREQ=MONTHLY/],
  ['FREQ=DAILY;BYMONTHDAY=3', /goes with FREQ=MONTHLY/],
  ['FREQ=WEEKLY;COUNT=0', /COUNT is a number/],
  ['FREQ=WEEKLY;UNTIL=20270230', /UNTIL is a day/],
  ['FREQ=WEEKLY;COUNT=2;UNTIL=20270201', /not both/],
  ['FREQ=WEEKLY;FREQ=DAILY', /stands twice/],
  ['FREQ=MONTHLY;BYSETPOS=1', /is not understood/],
])('the rule “%s” is refused with what is wrong in it', (rule, sentence) => {
  expect(() => readRecurrence(rule)).toThrow(sentence);
});
