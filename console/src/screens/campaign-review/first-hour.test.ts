import { describe, expect, test } from 'vitest';
import { firstHour } from './first-hour.ts';

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
