import { expect, test } from 'vitest';
import { readPeriod, startOfDay, stepsOf } from './period.ts';

test.each([
  ['2026-11-24', 'America/New_York', '2026-11-24T05:00:00.000Z'],
  ['2026-07-01', 'America/New_York', '2026-07-01T04:00:00.000Z'],
  ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z'],
  ['2026-11-02', 'America/New_York', '2026-11-02T05:00:00.000Z'],
  ['2026-03-08', 'America/New_York', '2026-03-08T05:00:00.000Z'],
  ['2026-03-09', 'America/New_York', '2026-03-09T04:00:00.000Z'],
  // Clocks that are put forward, or back, at midnight.
  ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
  ['2026-03-08', 'America/Havana', '2026-03-08T05:00:00.000Z'],
  ['2026-03-29', 'Asia/Beirut', '2026-03-28T22:00:00.000Z'],
  ['2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z'],
  ['2026-11-24', 'Asia/Kolkata', '2026-11-23T18:30:00.000Z'],
])('the day %s of %s begins at %s', (day, zone, at) => {
  expect(startOfDay(day, zone).toISOString()).toBe(at);
});

test('a period is of whole days, with as many right before', () => {
  const period = readPeriod({ from: '2026-10-31', until: '2026-11-02' }, new Date(), 'America/New_York');
  expect(period).toMatchObject({
    days: 3,
    stretch: { from: new Date('2026-10-31T04:00:00Z'), until: new Date('2026-11-03T05:00:00Z') },
    before: { from: new Date('2026-10-28T04:00:00Z'), until: new Date('2026-10-31T04:00:00Z') },
  });
});

test('is the last thirty days where nobody says, and never none or too many', () => {
  const now = new Date('2026-11-24T02:00:00Z');
  expect(readPeriod({}, now, 'America/New_York')).toMatchObject({ from: '2026-10-25', until: '2026-11-23' });
  for (const asked of [
    { from: '2026-11-02', until: '2026-11-01' },
    { from: '2020-01-01', until: '2026-01-01' },
    { from: 'soon' },
  ])
    expect(() => readPeriod(asked, now, 'UTC')).toThrow(/1 to 400 days/);
});

test('its steps are there although nothing happened in them', () => {
  const period = { from: '2026-10-30', until: '2026-11-10' };
  expect(stepsOf(period, 'week')).toEqual(['2026-10-26', '2026-11-02', '2026-11-09']);
  expect(stepsOf(period, 'month')).toEqual(['2026-10-01', '2026-11-01']);
  expect(stepsOf(period, 'day')).toHaveLength(12);
});
