import { expect, test } from 'vitest';
import { readViews } from './views.ts';

test('of what a browser has kept, what is none of ours is passed over', () => {
  const vips = { name: 'VIPs', search: '?tag=vip' };
  expect(readViews(null)).toEqual([]);
  expect(readViews('{')).toEqual([]);
  expect(
    readViews(JSON.stringify([vips, { name: 1 }, 'x', { name: 'Elsewhere', search: '//evil.example' }])),
  ).toEqual([vips]);
});
