import { expect, test } from 'vitest';
import { readWeek, writeStretches } from './week.ts';

test('hours are read as people write them, and written the same way', () => {
  const week = readWeek({ mon: '09:00-12:00, 13:00 – 17:00', tue: ' ', sun: '10:00-11:00' });
  expect(week).toEqual({
    mon: [
      ['09:00', '12:00'],
      ['13:00', '17:00'],
    ],
    sun: [['10:00', '11:00']],
  });
  expect([writeStretches(week, 'mon'), writeStretches(week, 'tue'), writeStretches(null, 'mon')]).toEqual([
    '09:00-12:00, 13:00-17:00',
    '',
    '',
  ]);
});

test('what is no stretch is left for the service to refuse', () => {
  expect(readWeek({ mon: 'nine to five' })).toEqual({ mon: [['nine ', '']] });
});
