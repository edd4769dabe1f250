import { expect, it } from 'vitest';
import { rangeOf } from './range-choice.tsx';

const at = (instant: string, zone: string) => rangeOf('7', Date.parse(instant), zone);

it('ends with the day that it is where the workspace is, early or late', () => {
  // In Tokyo it is eight in the morning of the 30th, in New York half past seven in the evening of the 29th.
  expect(at('2026-11-29T23:00:00Z', 'Asia/Tokyo')).toEqual({ from: '2026-11-24', until: '2026-11-30' });
  expect(at('2026-11-30T00:30:00Z', 'America/New_York')).toEqual({ from: '2026-11-23', until: '2026-11-29' });
  expect(at('2026-11-30T00:30:00Z', 'UTC')).toEqual({ from: '2026-11-24', until: '2026-11-30' });
});

it('is of thirty days where the address names none that are known', () => {
  expect(rangeOf('1000', Date.parse('2026-11-30T12:00:00Z'), 'UTC')).toEqual({
    from: '2026-11-01',
    until: '2026-11-30',
  });
});
