import { describe, expect, test } from 'vitest';
import { dayIn } from './day.ts';
import { type Caps, refusalOfLaunch, roomIn, type Spend } from './spend.ts';

const unit = 1_000_000n;
const caps = (of: Partial<Caps>): Caps => ({ day: null, month: null, campaign: null, ...of });
const spend = (of: Partial<Spend>): Spend => ({ day: 0n, month: 0n, campaign: 0n, reserved: 0n, ...of });

describe('room under caps', () => {
  test('is the narrowest of them', () => {
    const both = caps({ day: 10n * unit, month: 100n * unit });
    expect(roomIn(both, spend({ day: 4n * unit, month: 4n * unit }), false)).toEqual({
      cap: 'day',
      left: 6n * unit,
    });
    expect(roomIn(both, spend({ day: 0n, month: 99n * unit }), false)).toEqual({ cap: 'month', left: unit });
  });

  test('is left to what launches have bound, by everything that is no campaign', () => {
    const bound = spend({ day: 2n * unit, reserved: 7n * unit });
    expect(roomIn(caps({ day: 10n * unit }), bound, false)?.left).toBe(unit);
    expect(roomIn(caps({ day: 10n * unit }), bound, true)?.left).toBe(8n * unit);
  });

  test('of a campaign with a limit of its own ends there, whatever caps there are', () => {
    const of = spend({ campaign: 3n * unit, limitLeft: unit });
    expect(roomIn(caps({ campaign: 5n * unit }), of, true)).toEqual({ cap: 'limit', left: unit });
    expect(roomIn(caps({}), of, true)?.cap).toBe('limit');
    expect(roomIn(caps({}), of, false)).toBeNull();
  });

  test('of a campaign ends at the cap of campaigns, which is nobody else’s', () => {
    const of = spend({ campaign: 3n * unit });
    expect(roomIn(caps({ campaign: 5n * unit }), of, true)).toEqual({ cap: 'campaign', left: 2n * unit });
    expect(roomIn(caps({ campaign: 5n * unit }), of, false)).toBeNull();
  });

  test('has no end without caps', () => expect(roomIn(caps({}), spend({ day: unit }), true)).toBeNull());
});

describe('a launch', () => {
  const budget = { currency: 'USD', caps: caps({ day: 100n * unit, campaign: 60n * unit }) };

  test('is not refused while everything fits, to the last millionth', () => {
    expect(refusalOfLaunch(budget, spend({ day: 30n * unit, reserved: 10n * unit }), 60n * unit)).toBeNull();
  });

  test('is refused with the figures when the day has no room', () => {
    const found = spend({ day: 30n * unit, reserved: 10n * unit + 1n });
    expect(refusalOfLaunch(budget, found, 60n * unit)).toBe(
      'This campaign would cost 60.00 USD, and of the 100.00 USD of this day 30.00 USD are spent and 10.000001 USD bound by other campaigns. Raise the cap of the day, or text fewer people.',
    );
  });

  test('is refused when it alone is dearer than a campaign may be', () => {
    expect(refusalOfLaunch(budget, spend({}), 60n * unit + 1n)).toBe(
      'This campaign would cost 60.000001 USD, and a campaign may cost 60.00 USD. Raise the cap of campaigns, or text fewer people.',
    );
  });

  test('is refused by the month where the day has room', () => {
    const monthly = { currency: 'EUR', caps: caps({ month: 50n * unit }) };
    expect(refusalOfLaunch(monthly, spend({ month: 45n * unit }), 6n * unit)).toMatch(
      /of the 50\.00 EUR of this month 45\.00 EUR are spent\. Raise the cap of the month/,
    );
  });
});

test.each([
  ['America/New_York', '2026-11-24'],
  ['Asia/Tokyo', '2026-11-25'],
  ['UTC', '2026-11-25'],
])('a day begins at the midnight of %s', (zone, day) =>
  expect(dayIn(zone, new Date('2026-11-25T03:30:00Z'))).toBe(day),
);
