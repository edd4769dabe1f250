import { expect, test } from 'vitest';
import { dropKept, handOver, type KeptView, readKept } from './views.ts';

const place = '/people';
const vips = { name: 'VIPs', search: '?tag=vip' };
const lapsed = { name: 'Lapsed', search: '?tag=lapsed' };

function shelfWith(kept: string | null) {
  const held = new Map<string, string>();
  if (kept !== null) held.set('tidings.views./people', kept);
  return {
    held,
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
    removeItem: (key: string) => void held.delete(key),
  };
}
const shelfOf = (views: readonly unknown[]) => shelfWith(JSON.stringify(views));

test('of what a browser has kept, what is none of ours is passed over', () => {
  expect(readKept(shelfWith(null), place)).toEqual([]);
  expect(readKept(shelfWith('{'), place)).toEqual([]);
  const kept = shelfOf([vips, { name: 1 }, 'x', { name: 'Elsewhere', search: '//evil.example' }]);
  expect(readKept(kept, place)).toEqual([vips]);
});

test('a view leaves the browser once it has arrived, and not before', async () => {
  const shelf = shelfOf([vips, lapsed]);
  const seen: KeptView[][] = [];
  await handOver(shelf, place, async () => void seen.push(readKept(shelf, place)));
  expect(seen).toEqual([[vips, lapsed], [lapsed]]);
  expect(shelf.held.size).toBe(0);
});

test('what is refused stays, the others go on, and the refusal is told', async () => {
  const shelf = shelfOf([vips, lapsed]);
  const send = async (view: KeptView) => {
    if (view.name === 'VIPs') throw new Error('There is a view called “VIPs” on this page already.');
  };
  await expect(handOver(shelf, place, send)).rejects.toThrow('already');
  expect(readKept(shelf, place)).toEqual([vips]);
  dropKept(shelf, place, [vips]);
  expect(shelf.held.size).toBe(0);
});
