import { expect, test } from 'vitest';
import { afterBusinessDays } from './business-days.ts';

const newYork = { timeZone: 'America/New_York', country: 'US' };

test.each([
  ['a Tuesday before Thanksgiving', '2026-11-24T17:00:00Z', 2, '2026-11-27T17:00:00Z'],
  ['a Friday', '2026-12-04T15:00:00Z', 1, '2026-12-07T15:00:00Z'],
  ['a Saturday', '2026-12-05T15:00:00Z', 1, '2026-12-07T15:00:00Z'],
  [
    'a Friday evening, with Thanksgiving among the ten days of an opt-out',
    '2026-11-20T22:00:00Z',
    10,
    '2026-12-07T22:00:00Z',
  ],
  ['over Christmas and the New Year', '2026-12-18T15:00:00Z', 10, '2027-01-05T15:00:00Z'],
  [
    'a Saturday’s holiday, which is kept on the Friday before it',
    '2026-07-02T15:00:00Z',
    1,
    '2026-07-06T15:00:00Z',
  ],
  ['over the night on which clocks go forward', '2026-03-06T15:00:00Z', 1, '2026-03-09T14:00:00Z'],
])('from %s', (_, start, days, due) => {
  expect(afterBusinessDays(new Date(start), days, newYork)).toEqual(new Date(due));
});

test('elsewhere the federal holidays of the United States are working days', () => {
  const due = afterBusinessDays(new Date('2026-11-25T12:00:00Z'), 1, {
    timeZone: 'Europe/Berlin',
    country: 'DE',
  });
  expect(due).toEqual(new Date('2026-11-26T12:00:00Z'));
});
