import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explain, explainHold, explainOwnHold, readHold } from './sentences.ts';
import { wallTime } from './wall-time.ts';

describe('a reason', () => {
  test('that we know is said in our words, and otherwise in the carrier’s', () => {
    expect(explain('carrier.handset_off', 'err 4').sentence).toMatch(/phone was off/);
    expect(explain('carrier.4711', 'Landline cannot receive texts.').sentence).toBe(
      'Landline cannot receive texts.',
    );
    expect(explain('carrier.4711').sentence).toBe('The carrier gave the code 4711.');
    expect(explain(null).sentence).toBe('No reason was given.');
  });

  test('whatever it is, is one sentence', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom('toString', '__proto__')), (reason) => {
        expect(explain(reason).sentence).toMatch(/\.$/);
        expect(explainHold([reason])).toMatch(/\.$/);
        expect(typeof explainOwnHold(reason)).toBe('string');
      }),
    );
  });
});

describe('a hold', () => {
  test('is read back into hours and places', () => {
    expect(readHold('quiet_hours: 21:10 in America/Denver, 17:10 in Pacific/Honolulu')).toEqual({
      kind: 'quiet_hours',
      places: [
        { time: '21:10', zone: 'America/Denver' },
        { time: '17:10', zone: 'Pacific/Honolulu' },
      ],
    });
  });

  test('of one person tells the hour on their wall', () => {
    expect(explainOwnHold('quiet_hours: 21:10 in America/Denver')).toBe(
      'it was 21:10 in Denver, and texts have to wait for the hours that are allowed where the person is',
    );
  });

  test('of somebody whose place is unknown says so', () => {
    expect(explainOwnHold('quiet_hours: 05:10 in America/New_York, 00:10 in Pacific/Honolulu')).toMatch(
      /is not known/,
    );
  });

  test('by a cap says which, the share of a priority among them', () => {
    expect(explainOwnHold('frequency_cap: frequency.us.day')).toMatch(
      /: states of the US allow no more in a day/,
    );
    expect(explainOwnHold('frequency_cap: frequency.own.2')).toMatch(/: this workspace allows no more$/);
    expect(explainHold(['frequency_cap: frequency.budget.low', 'frequency_cap: frequency.promised'])).toBe(
      'The person has had as many texts as they may for now: the fatigue budget leaves no more to texts of low priority; the program promises no more in thirty days.',
    );
    expect(explainOwnHold('frequency_cap: toString')).toBe(
      'the person has had as many texts as they may for now',
    );
  });

  test('of many names a few places', () => {
    const zones = ['Denver', 'Phoenix', 'Chicago', 'New_York', 'Los_Angeles'];
    expect(explainHold(zones.map((zone) => `quiet_hours: 22:00 in America/${zone}`))).toMatch(
      /: Chicago, Denver, Los Angeles and 2 more\.$/,
    );
  });
});

test('an hour is told as on the wall where the person is', () => {
  expect(wallTime(new Date('2026-11-25T15:00:00Z'), 'America/Denver')).toBe(
    'Wed, 25 Nov 2026, 08:00 in Denver',
  );
  expect(wallTime(new Date('2026-11-25T15:00:00Z'), 'America/Argentina/Buenos_Aires')).toMatch(
    /in Buenos Aires$/,
  );
});
