import { describe, expect, it } from 'vitest';
import { addDays, dayIn, hourIn, instantIn, isDay, startOfDay } from './zone-clock.ts';

describe('the days of a zone', () => {
  it('are those that its clocks show, on both sides of UTC', () => {
    const at = '2026-11-29T23:30:00Z';
    expect(['Asia/Tokyo', 'UTC', 'America/New_York'].map((zone) => dayIn(zone, at))).toEqual([
      '2026-11-30',
      '2026-11-29',
      '2026-11-29',
    ]);
    expect(dayIn('America/Denver', '2026-12-01T05:00:00Z')).toBe('2026-11-30');
  });
  it('begin at its midnight', () => {
    expect(startOfDay('Asia/Tokyo', '2026-11-30')).toBe('2026-11-29T15:00:00.000Z');
    expect(startOfDay('America/New_York', '2026-11-30')).toBe('2026-11-30T05:00:00.000Z');
    // Clocks that are put forward at midnight: the day begins at one.
    expect(startOfDay('America/Santiago', '2026-09-06')).toBe('2026-09-06T04:00:00.000Z');
  });
  it('go on over months and years', () => {
    expect([addDays('2026-12-31', 1), addDays('2026-03-01', -1)]).toEqual(['2027-01-01', '2026-02-28']);
  });
  it('are none where somebody writes something else', () => {
    expect(['2026-12-01', '2026-02-30', '2026-13-01', 'today', undefined].map(isDay)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('an hour of a zone', () => {
  it('is read by its clocks, whatever those of the computer show', () => {
    expect(instantIn('America/New_York', '2026-12-01T09:00')).toBe('2026-12-01T14:00:00.000Z');
    expect(instantIn('Australia/Sydney', '2026-12-01T09:00')).toBe('2026-11-30T22:00:00.000Z');
    expect(instantIn('Mars/Olympus', '2026-12-01T09:00')).toBe('2026-12-01T09:00:00.000Z');
  });
  it('gives back the minute that it was made of', () => {
    for (const zone of ['Asia/Kolkata', 'UTC', 'America/Los_Angeles'])
      expect(instantIn(zone, hourIn(zone, '2026-07-01T14:30:00Z'))).toBe('2026-07-01T14:30:00.000Z');
  });
});
