import { expect, test } from 'vitest';
import { hourForPeople } from './rehearsal-hours.ts';

const text = { id: 'rc_1', at: '2026-11-30T08:37:20Z' };
const time = {
  realOriginMs: Date.parse('2026-11-30T08:37:00Z'),
  virtualOriginMs: Date.parse('2026-11-30T13:00:00Z'),
  speed: 1,
};
const none = new Map<string, Date>();
const hourOf = (...given: Parameters<typeof hourForPeople>) => hourForPeople(...given).toISOString();

test('a text on a pretend phone has the hour that we have recorded of it', () => {
  const recorded = new Map([['rc_1', new Date('2026-11-30T13:00:05Z')]]);
  expect(hourOf(text, recorded, time)).toBe('2026-11-30T13:00:05.000Z');
});
test('what is not recorded yet has the hour of the moved clock, at its speed', () => {
  expect(hourOf(text, none, time)).toBe('2026-11-30T13:00:20.000Z');
  expect(hourOf(text, none, { ...time, speed: 60 })).toBe('2026-11-30T13:20:00.000Z');
});
test('before the clock was moved, and where it was not, it is the real hour', () => {
  expect(hourOf(text, none, null)).toBe('2026-11-30T08:37:20.000Z');
  expect(hourOf({ ...text, at: '2026-11-30T08:36:00Z' }, none, time)).toBe('2026-11-30T08:36:00.000Z');
});
