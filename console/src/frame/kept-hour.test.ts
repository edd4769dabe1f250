import { expect, it } from 'vitest';
import { nextWeekHour } from './kept-hour.ts';

const tuesday11 = { weekday: 2, hour: 11 };

it('is the next such day, and in a week where it is that day today', () => {
  const sunday = new Date('2026-11-29T12:00:00Z');
  expect(nextWeekHour(tuesday11, sunday, 'America/New_York')).toBe('2026-12-01T11:00');
  expect(nextWeekHour(tuesday11, new Date('2026-12-01T12:00:00Z'), 'America/New_York')).toBe(
    '2026-12-08T11:00',
  );
  expect(nextWeekHour({ weekday: 7, hour: 9 }, sunday, 'America/New_York')).toBe('2026-12-06T09:00');
});

it('takes the day from the clock of the workspace', () => {
  // In Auckland it is Tuesday already.
  const late = new Date('2026-11-30T20:00:00Z');
  expect(nextWeekHour(tuesday11, late, 'Pacific/Auckland')).toBe('2026-12-08T11:00');
  expect(nextWeekHour(tuesday11, late, 'America/New_York')).toBe('2026-12-01T11:00');
});
