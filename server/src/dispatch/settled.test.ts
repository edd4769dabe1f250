import { expect, test } from 'vitest';
import type { Tx } from '../platform/db/pool.ts';
import { listSettledInReach } from './settled.ts';

const chunk = { isRecorded: false };

async function reachOf(ids: readonly number[]): Promise<readonly unknown[] | null> {
  let asked: readonly unknown[] | null = null;
  const listSettledIds = async (_: Tx, ...rest: readonly unknown[]) => {
    asked = rest;
    return new Set<number>();
  };
  await listSettledInReach(
    { listSettledIds },
    {} as Tx,
    chunk,
    ids.map((id) => ({ id })),
  );
  return asked;
}

test('the texts of a wave are asked for from the lowest to the highest, in whatever order they stand', async () => {
  expect(await reachOf([10, 11, 12])).toEqual([10, 3, false]);
  // A text that its carrier returned stands behind those that have not been tried yet.
  expect(await reachOf([14, 15, 11])).toEqual([11, 5, false]);
});

test('nobody is asked for where there is no text', async () => {
  expect(await reachOf([])).toBeNull();
});
