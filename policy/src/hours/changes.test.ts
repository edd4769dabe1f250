import { describe, expect, test } from 'vitest';
import { allRows, changedPeople, noOwnRules, type OwnRules, rowsWithin, ruleChanges } from './index.ts';

const florida = allRows.find(({ id }) => id === 'hours.us.fl');
const later = florida
  ? rowsWithin(
      [{ ...florida, version: 'counsel', monFri: { from: 600, to: 1_080 } }],
      '2027-01-01',
      '2027-03-01',
    )
  : [];
const own: OwnRules = {
  ...noOwnRules,
  packRows: later,
  proclaimedDays: [{ id: '7', jurisdiction: 'US-LA', date: '2027-01-04', name: 'A day of mourning' }],
  closures: [
    {
      id: '8',
      jurisdiction: 'US-NY',
      from: new Date('2026-12-01T00:00:00Z'),
      to: new Date('2026-12-20T00:00:00Z'),
      reason: 'Snow',
      sparesTransactional: false,
    },
  ],
};
const people = (code: string, count = 10) => ({
  text: { number: `+1${code}5550100`, purpose: 'marketing' },
  people: count,
});

describe('rules that begin or end', () => {
  test('are told by day, after the first and up to and with the last', () => {
    expect(
      ruleChanges(own, '2026-11-24', '2027-01-04').map(({ what, on, rule }) => `${on} ${what} ${rule}`),
    ).toEqual([
      '2026-12-01 begins own.closure.8',
      '2026-12-20 ends own.closure.8',
      '2027-01-01 begins pack.hours.us.fl',
      '2027-01-04 holds_on own.day.7',
    ]);
    expect(ruleChanges(own, '2027-01-04', '2027-03-01')).toMatchObject([{ what: 'ends', on: '2027-03-01' }]);
  });

  test('of the law are told with where they are written', () => {
    const [change] = ruleChanges(noOwnRules, '2023-12-31', '2024-01-01');
    expect(change).toMatchObject({
      what: 'begins',
      jurisdiction: 'US-MD',
      source: expect.stringContaining('Stop the Spam Calls'),
    });
  });
});

describe('people whose day is another', () => {
  test('are those of the place, with their hours before and after', () => {
    // A Monday: the weekday is the same on both sides.
    expect(
      changedPeople(
        own,
        [people('305', 30), people('786', 5), people('212', 100)],
        '2026-11-24',
        '2027-01-11',
      ),
    ).toEqual([
      {
        ...{ jurisdictions: ['US-FL'], zones: ['America/New_York'], people: 35, effect: 'stricter' },
        ...{ before: [[480, 1_200]], after: [[600, 1_080]] },
      },
    ]);
  });

  test('are nobody where nothing but the weekday is another', () => {
    expect(changedPeople(own, [people('504'), people('212')], '2026-11-24', '2027-01-10')).toEqual([]);
  });

  test('lose a whole day to one that was proclaimed', () => {
    const [line] = changedPeople(own, [people('504')], '2026-11-24', '2027-01-04');
    expect(line).toMatchObject({ effect: 'stricter', before: [[480, 1_200]], after: [] });
  });

  test('gain their hours back when a closure or a pack ends', () => {
    const [line] = changedPeople(own, [people('212')], '2026-12-10', '2026-12-21');
    expect(line).toMatchObject({ effect: 'looser', before: [], after: [[480, 1_260]] });
    expect(changedPeople(own, [people('305')], '2027-02-01', '2027-03-01')).toMatchObject([
      { effect: 'looser' },
    ]);
  });

  test('whose place nobody knows have no other hours', () => {
    expect(changedPeople(own, [people('999'), people('900')], '2026-11-24', '2027-01-11')).toEqual([]);
  });
});
