import { describe, expect, it } from 'vitest';
import { formatDuration } from './numbers.ts';
import {
  cityOf,
  formatClock,
  formatDate,
  formatDay,
  formatDistance,
  formatFull,
  formatMoment,
  formatMomentIn,
  runClock,
} from './times.ts';

// Tuesday evening in New York is already Wednesday in UTC.
const at = '2026-03-04T01:14:05Z';

describe('a time in somebody’s zone', () => {
  it('is that of the zone, not of the machine', () => {
    expect(formatClock(at, 'America/New_York')).toBe('Tue 20:14');
    expect(formatClock(at, 'Europe/London')).toBe('Wed 01:14');
    expect(formatDay(at, 'America/New_York')).toBe('Tue 3 Mar');
    expect(formatMoment(at, 'America/Los_Angeles')).toBe('Tue 3 Mar 17:14');
    expect(formatDate(at, 'America/Los_Angeles')).toBe('3 Mar 2026');
  });
  it('counts the day from 00, never 24', () => {
    expect(formatClock('2026-03-04T05:00:00Z', 'America/New_York')).toBe('Wed 00:00');
  });
  it('names the place and no abbreviation', () => {
    expect(formatFull(at, 'America/New_York')).toBe('Tue 3 Mar 2026 20:14:05 New York');
    expect(formatMomentIn(at, 'America/New_York')).toBe('Tue 3 Mar 20:14 in New York');
    expect(formatMomentIn(at, 'UTC')).toBe('Wed 4 Mar 01:14 UTC');
    expect(cityOf('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
    expect(cityOf('Etc/UTC')).toBe('UTC');
  });
  it('falls back to UTC and says so when the zone is unknown', () => {
    expect(formatFull(at, 'Mars/Olympus')).toBe('Wed 4 Mar 2026 01:14:05 UTC');
  });
  it('is a dash when it is no time at all', () => {
    expect(formatClock('soon', 'UTC')).toBe('–');
  });
});

it('says how far away a time is', () => {
  expect(formatDistance('2026-03-04T13:00:00Z', at, formatDuration)).toBe('in 11 h 45 min');
  expect(formatDistance('2026-03-04T01:11:05Z', at, formatDuration)).toBe('3 min ago');
  expect(formatDistance(at, at, formatDuration)).toBe('now');
});

describe('a rehearsal clock', () => {
  const clock = { now: at, speed: 60, seenAtMs: 1000 };
  it('runs as many times as fast as it says', () => {
    expect(new Date(runClock(clock, 3000)).toISOString()).toBe('2026-03-04T01:16:05.000Z');
  });
  it('never runs backwards when the local clock is set back', () => {
    expect(runClock(clock, 0)).toBe(new Date(at).getTime());
  });
});
