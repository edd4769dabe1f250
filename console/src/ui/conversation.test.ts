import { expect, it } from 'vitest';
import { type Bubble, byDay } from './conversation.ts';

const bubble = (id: string, at: string): Bubble => ({ id, at, direction: 'received', body: id });

it('puts a conversation in order and cuts it at midnight where the person is', () => {
  const late = bubble('late', '2026-03-04T04:59:00Z'); // 23:59 in New York
  const early = bubble('early', '2026-03-04T05:01:00Z'); // 00:01 there
  const days = byDay([early, late], 'America/New_York');
  expect(days.map(({ day, bubbles }) => [day, bubbles.map(({ id }) => id)])).toEqual([
    ['Tue 3 Mar', ['late']],
    ['Wed 4 Mar', ['early']],
  ]);
  expect(byDay([early, late], 'UTC')).toHaveLength(1);
});

it('leaves the given list as it was', () => {
  const given = [bubble('b', '2026-03-04T05:00:00Z'), bubble('a', '2026-03-03T05:00:00Z')];
  byDay(given, 'UTC');
  expect(given.map(({ id }) => id)).toEqual(['b', 'a']);
});
