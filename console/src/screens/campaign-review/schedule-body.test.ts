import { expect, it } from 'vitest';
import { type Entered, isAskable, scheduleBody } from './schedule-body.ts';

const entered: Entered = { clock: 'wall', hour: '2026-12-01T10:00', day: '', past: 'skip', spread: 'none' };

it('keeps the hour as it stands on the wall, with the zone of the wall', () => {
  expect(scheduleBody(entered, 'America/Denver')).toEqual({
    wall: '2026-12-01T10:00',
    zone: 'America/Denver',
  });
});

it('names no zone where each person has their own, and says what becomes of those whose hour is over', () => {
  expect(
    scheduleBody(
      { ...entered, clock: 'local', spread: 'over_minutes', over_minutes: '120' },
      'Europe/London',
    ),
  ).toEqual({ local: '2026-12-01T10:00', past: 'skip', over_minutes: 120 });
});

it('goes at once with a way back, and with no more people than were meant', () => {
  expect(
    scheduleBody({ ...entered, clock: 'now', recall_minutes: '10', most_people: '500' }, 'Europe/London'),
  ).toEqual({ recall_minutes: 10, most_people: 500 });
});

it('lets the others of a canary follow by themselves, and those of a pilot wait', () => {
  const canary = { ...entered, spread: 'first_people', first_people: '200' } as const;
  expect(scheduleBody({ ...canary, first_minutes: '60' }, 'UTC')).toMatchObject({
    first_people: 200,
    first_minutes: 60,
  });
  expect(scheduleBody({ ...canary, first_minutes: '' }, 'UTC')).not.toHaveProperty('first_minutes');
});

it('asks the service when everybody would get it once there is an hour, and how many of a pace', () => {
  expect(isAskable({ ...entered, hour: '' })).toBe(false);
  expect(isAskable({ ...entered, clock: 'now', hour: '' })).toBe(true);
  expect(isAskable({ ...entered, spread: 'per_hour', per_hour: '' })).toBe(false);
  expect(isAskable({ ...entered, spread: 'per_hour', per_hour: '500' })).toBe(true);
});

it('leaves the hour to what is known of each person, on a day and between the hours that are named', () => {
  const best = { ...entered, clock: 'best', day: '2026-12-01', from: '10', to: '' } as const;
  expect(scheduleBody(best, 'Europe/London')).toEqual({
    best_hours: { day: '2026-12-01', from: 10 },
    past: 'skip',
  });
  expect([isAskable(best), isAskable({ ...best, day: '' })]).toEqual([true, false]);
});
