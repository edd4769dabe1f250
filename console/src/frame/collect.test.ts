import { expect, test } from 'vitest';
import { collectKeys, inBites } from './collect.ts';

const pages = [['a', 'b'], ['c', 'd'], ['e']];
const readPage = async (cursor: string | undefined) => {
  const at = Number(cursor ?? 0);
  return { data: pages[at] ?? [], next_cursor: at + 1 < pages.length ? String(at + 1) : null };
};
const self = (row: string) => row;

test('collects every page, and says how far it is', async () => {
  const told: number[] = [];
  const tell = (soFar: number) => told.push(soFar) > 0;
  const { keys, isWhole } = await collectKeys(readPage, self, { most: 100, tell });
  expect([[...keys], isWhole, told]).toEqual([['a', 'b', 'c', 'd', 'e'], true, [2, 4, 5]]);
});

test('stops at the most there may be, and where somebody says so', async () => {
  const most = await collectKeys(readPage, self, { most: 3, tell: () => true });
  expect([most.keys.size, most.isWhole]).toEqual([3, false]);
  const stopped = await collectKeys(readPage, self, { most: 100, tell: (soFar) => soFar < 4 });
  expect([stopped.keys.size, stopped.isWhole]).toEqual([4, false]);
});

test('works in bites and adds up', async () => {
  const bites: number[][] = [];
  const done = await inBites([1, 2, 3, 4, 5], 2, async (bite) => {
    bites.push(bite);
    return bite.length;
  });
  expect([done, bites]).toEqual([5, [[1, 2], [3, 4], [5]]]);
});
