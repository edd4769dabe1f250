import { expect, it } from 'vitest';
import { type Entered, scheduleBody } from './schedule-body.ts';

const entered: Entered = { clock: 'wall', hour: '2026-12-01T10:00', past: 'skip', spread: 'none' };

it('keeps the hour as it stands on the wall, with the zone of the wall', () => {
  expect(scheduleBody(entered, 'America/Denver', 12)).toEqual({
    wall: '2026-12-01T10:00',
    zone: 'America/Denver',
    confirm_count: 12,
  });
});

it('names no zone where each person has their own, and says what becomes of those whose hour is over', () => {
  expect(
    scheduleBody(
      { ...entered, clock: 'local', spread: 'over_minutes', over_minutes: '120' },
      'Europe/London',
      3,
    ),
  ).toEqual({ local: '2026-12-01T10:00', past: 'skip', over_minutes: 120, confirm_count: 3 });
});
