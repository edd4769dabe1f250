import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { candidateZones } from './candidate-zones.ts';
import { quietHoursVerdict } from './quiet-hours.ts';
import { instantOfHour, wallTimeAt } from './zone-time.ts';

const at = (iso: string) => new Date(iso);

describe('quiet hours', () => {
  test.each([
    ['2026-11-24T13:00:00Z', 'America/New_York', true], // 8:00 sharp
    ['2026-11-24T12:59:59Z', 'America/New_York', false],
    ['2026-11-25T01:59:59Z', 'America/New_York', true], // 20:59:59
    ['2026-11-25T02:00:00Z', 'America/New_York', false], // 21:00 sharp
    ['2026-11-24T15:59:59Z', 'America/Los_Angeles', false],
    ['2026-11-24T16:00:00Z', 'America/Los_Angeles', true],
    ['2026-11-24T02:30:00Z', 'Asia/Kolkata', true], // 8:00 at a half-hour offset
  ])('at %s in %s the window is open: %s', (iso, zone, isOpen) => {
    expect(quietHoursVerdict([zone], at(iso)).isOpen).toBe(isOpen);
  });

  test('a closed window says until when and what the clock showed', () => {
    expect(quietHoursVerdict(['America/Denver'], at('2026-11-25T04:10:00Z'))).toEqual({
      isOpen: false,
      until: at('2026-11-25T15:00:00Z'),
      reason: 'quiet_hours: 21:10 in America/Denver',
    });
  });

  test('an open window says when it closes', () => {
    expect(quietHoursVerdict(['America/Denver'], at('2026-11-24T20:00:00Z'))).toEqual({
      isOpen: true,
      closesAt: at('2026-11-25T04:00:00Z'),
    });
  });

  const nobodyKnows = { country: 'US', timeZone: null, timeZoneSource: null } as const;

  test('an area code that crosses a zone line is open only when both sides are', () => {
    // 850 is Tallahassee (Eastern) and Pensacola (Central): at 8:30 Eastern it is 7:30 in Pensacola.
    const zones = candidateZones({ ...nobodyKnows, number: '+18505550101' }, 'America/New_York');
    expect([...zones].sort()).toEqual(['America/Chicago', 'America/New_York']);
    expect(quietHoursVerdict(zones, at('2026-11-24T13:30:00Z'))).toMatchObject({
      isOpen: false,
      until: at('2026-11-24T14:00:00Z'),
    });
  });

  test('what the address says counts alone, whatever the area code', () => {
    const known = { country: 'US', timeZone: 'America/Denver', timeZoneSource: 'address' } as const;
    expect(candidateZones({ ...known, number: '+18505550101' }, 'America/New_York')).toEqual([
      'America/Denver',
    ]);
  });

  test('an area code nobody knows waits until it is day in the whole country', () => {
    const zones = candidateZones({ ...nobodyKnows, number: '+18885550101' }, 'America/New_York');
    const verdict = quietHoursVerdict(zones, at('2026-11-24T14:00:00Z'));
    expect(verdict).toMatchObject({ isOpen: false, until: at('2026-11-24T18:00:00Z') });
  });

  test('without any hint the workspace has the word', () => {
    expect(candidateZones({ ...nobodyKnows, country: null, number: '+99955501' }, 'Europe/Vienna')).toEqual([
      'Europe/Vienna',
    ]);
  });

  test('the spring night that loses an hour does not lose the morning', () => {
    expect(quietHoursVerdict(['America/New_York'], at('2027-03-14T06:30:00Z'))).toMatchObject({
      until: at('2027-03-14T12:00:00Z'),
    });
  });

  test('an hour that does not exist is taken as the first instant after the gap', () => {
    expect(instantOfHour('America/New_York', { year: 2027, month: 3, day: 14 }, 2)).toEqual(
      at('2027-03-14T07:00:00Z'),
    );
  });

  test('an hour that comes twice is taken the first time', () => {
    expect(instantOfHour('America/New_York', { year: 2026, month: 11, day: 1 }, 1)).toEqual(
      at('2026-11-01T05:00:00Z'),
    );
  });

  test('whatever the zone and instant: open means 8 to 21 on the wall, and a hold ends at an open instant', () => {
    const zones = fc.constantFrom(
      'America/New_York',
      'America/St_Johns',
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
      'Pacific/Apia',
      'Europe/London',
      'America/Phoenix',
      'UTC',
    );
    const instants = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2037, 0) }).map((ms) => new Date(ms));
    fc.assert(
      fc.property(zones, instants, (zone, instant) => {
        const { hour } = wallTimeAt(zone, instant);
        const verdict = quietHoursVerdict([zone], instant);
        expect(verdict.isOpen).toBe(hour >= 8 && hour < 21);
        if (verdict.isOpen) expect(wallTimeAt(zone, verdict.closesAt).hour).toBe(21);
        else expect(quietHoursVerdict([zone], verdict.until)).toMatchObject({ isOpen: true });
      }),
      { numRuns: 2000 },
    );
  });
});
