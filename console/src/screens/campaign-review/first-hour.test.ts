import { describe, expect, test } from 'vitest';
import { firstHour, whyTheyWait } from './first-hour.ts';

const group = (decision: 'allow' | 'hold' | 'drop', until: string | null) => ({
  ...{ jurisdictions: [], zones: [], people: 1, planned_from: '2026-11-30T02:00:00Z' },
  ...{ decision, until },
});
const night = group('hold', '2026-11-30T13:00:00Z');
const farNight = group('hold', '2026-11-30T16:00:00Z');

describe('the hour before which nobody gets it', () => {
  test('is the first of those that people wait for', () => {
    expect(firstHour({ hours: [farNight, night] as never, schedule: null })).toBe('2026-11-30T13:00:00Z');
  });
  test('is not said where some get it at once, where nobody knows it, and where a schedule says it', () => {
    expect(firstHour({ hours: [night, group('allow', null)] as never, schedule: null })).toBeNull();
    expect(firstHour({ hours: [group('drop', null)] as never, schedule: null })).toBeNull();
    expect(firstHour({ hours: [night] as never, schedule: {} as never })).toBeNull();
  });
});

describe('what keeps people waiting', () => {
  const of = (until: string | null, ...zones: string[]) => ({ ...group('hold', until), zones });
  const newYork = of('2026-11-30T13:00:00Z', 'America/New_York');
  const losAngeles = of('2026-11-30T16:00:00Z', 'America/Los_Angeles');
  const why = (at: string, ...hours: object[]) => whyTheyWait({ at, hours } as never, 'Europe/Madrid');
  test('is that it is early, where their hour comes on the same day by their own clock', () => {
    expect(why('2026-11-30T08:37:00Z', newYork, losAngeles)).toBe('early');
    expect(why('2026-11-30T03:00:00Z', of('2026-11-30T08:00:00Z'))).toBe('early');
  });
  test('is that it is late, where it comes on a day after an evening', () => {
    expect(why('2026-11-30T03:00:00Z', newYork)).toBe('late');
  });
  test('is not told apart where it is one here and the other there, or a whole day is closed', () => {
    expect(why('2026-11-30T06:00:00Z', newYork, losAngeles)).toBe('either');
    expect(why('2026-11-29T15:00:00Z', newYork)).toBe('either');
    expect(why('2026-11-29T15:00:00Z', of(null))).toBe('either');
  });
});
