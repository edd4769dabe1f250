import { expect, test } from 'vitest';
import { weeksOf } from './load-trends.ts';

const now = new Date('2026-11-24T17:00:00Z');

test.each([
  ['a year up to the last Sunday whose answers are all in', {}, '2025-11-17', '2026-11-15'],
  [
    'whole weeks of what was asked for',
    { from: '2026-09-02', until: '2026-10-28' },
    '2026-09-07',
    '2026-10-25',
  ],
])('the weeks of a report are %s', (_what, asked, from, until) => {
  expect(weeksOf(asked, now, 'America/New_York')).toMatchObject({ from, until });
});

test.each([
  ['days of a week that is not over', { from: '2026-11-24', until: '2026-11-24' }],
  ['a week whose answers still come', { from: '2026-11-16' }],
  ['an end before the beginning', { from: '2026-10-28', until: '2026-09-02' }],
])('of %s there is no trend', (_what, asked) => {
  expect(() => weeksOf(asked, now, 'America/New_York')).toThrow('no whole week');
});
