import { expect, test } from 'vitest';
import { readViews, withoutView, withView } from './views.ts';

const vips = { name: 'VIPs', search: '?tag=vip' };

test('views are kept by their names, and taken over by the same name', () => {
  const views = withView(withView([], vips), { name: 'All', search: '' });
  expect(views.map(({ name }) => name)).toEqual(['All', 'VIPs']);
  expect(withView(views, { ...vips, search: '?tag=gold' })).toContainEqual({
    name: 'VIPs',
    search: '?tag=gold',
  });
  expect(withoutView(views, 'All')).toEqual([vips]);
});

test('what is none of ours is passed over', () => {
  expect(readViews(null)).toEqual([]);
  expect(readViews('{')).toEqual([]);
  expect(
    readViews(JSON.stringify([vips, { name: 1 }, 'x', { name: 'Elsewhere', search: '//evil.example' }])),
  ).toEqual([vips]);
});
