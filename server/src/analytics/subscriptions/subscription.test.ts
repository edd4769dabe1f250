import { expect, test } from 'vitest';
import { nextTime, spanOf } from './subscription.ts';

const zone = 'America/New_York';

test.each([
  ['day', 8, '2026-11-24T17:00:00Z', '2026-11-25T13:00:00.000Z'],
  ['day', 18, '2026-11-24T17:00:00Z', '2026-11-24T23:00:00.000Z'],
  ['week', 8, '2026-11-24T17:00:00Z', '2026-11-30T13:00:00.000Z'],
  ['month', 8, '2026-11-24T17:00:00Z', '2026-12-01T13:00:00.000Z'],
  // Both changes of the clock: the hour is the one on the wall.
  ['day', 8, '2026-10-31T17:00:00Z', '2026-11-01T13:00:00.000Z'],
  ['day', 8, '2026-03-07T17:00:00Z', '2026-03-08T12:00:00.000Z'],
  // There is no 2 o'clock on this night.
  ['day', 2, '2026-03-07T17:00:00Z', '2026-03-08T07:00:00.000Z'],
  ['day', 0, '2026-11-24T17:00:00Z', '2026-11-25T05:00:00.000Z'],
] as const)('every %s at %i, after %s, is %s', (every, atHour, after, at) => {
  expect(nextTime({ every, atHour }, new Date(after), zone).toISOString()).toBe(at);
});

test('tells of what has just ended', () => {
  const at = new Date('2026-12-01T13:00:00Z');
  expect(spanOf('day', at, zone)).toEqual({ from: '2026-11-30', until: '2026-11-30' });
  expect(spanOf('week', at, zone)).toEqual({ from: '2026-11-24', until: '2026-11-30' });
  expect(spanOf('month', at, zone)).toEqual({ from: '2026-11-01', until: '2026-11-30' });
});
