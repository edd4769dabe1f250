import { expect, test } from 'vitest';
import { byName, readViews, withoutView, withView } from './views.ts';

const vips = { name: 'VIPs', search: '?tag=vip' };

test('views are kept by their names, and taken over by the same name', () => {
  const views = withView(withView([], vips), { name: 'All', search: '' });
  expect(byName(views).map(({ name }) => name)).toEqual(['All', 'VIPs']);
  expect(withView(views, { ...vips, search: '?tag=gold' })).toContainEqual({
    name: 'VIPs',
    search: '?tag=gold',
  });
  expect(withoutView(views, 'All')).toEqual([vips]);
});

test('of too many the oldest goes, whatever its name', () => {
  const many = Array.from({ length: 30 }, (_, at) => ({ name: `${30 - at}`, search: '' }));
  const kept = many.reduce(withView, []);
  expect(kept).toEqual(many.slice(-kept.length));
  expect(withView(kept, { name: 'A', search: '' })).toContainEqual({ name: 'A', search: '' });
});

test('what is none of ours is passed over', () => {
  expect(readViews(null)).toEqual([]);
  expect(readViews('{')).toEqual([]);
  expect(
    readViews(JSON.stringify([vips, { name: 1 }, 'x', { name: 'Elsewhere', search: '//evil.example' }])),
  ).toEqual([vips]);
});
