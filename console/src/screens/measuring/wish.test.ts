import { expect, it } from 'vitest';
import { wishOf } from './wish.ts';

it('takes an emptied list of events for none, and blank hours after delivery for nothing', () => {
  expect(wishOf({ model: 'linear', click_hours: 24, accepts_script: true })).toEqual({
    model: 'linear',
    click_hours: 24,
    delivery_hours: null,
    conversions: [],
    reversals: [],
    accepts_script: true,
  });
});

it('keeps what was entered', () => {
  const wish = {
    model: 'first' as const,
    click_hours: 1,
    delivery_hours: 12,
    conversions: ['order.placed'],
    reversals: ['order.refunded'],
    accepts_script: false,
  };
  expect(wishOf(wish)).toEqual(wish);
});
