import { expect, test } from 'vitest';
import { createTable } from './table.ts';

test('cells that were never set are 0, and those that were keep their numbers while the table grows', () => {
  const table = createTable(3);
  expect(table.get(5, 2)).toBe(0);
  table.set(3, 0, 4_294_967_295);
  table.set(3, 2, 5);
  table.set(1_000_000, 1, 7);
  expect([table.get(3, 0), table.get(3, 1), table.get(3, 2), table.get(4, 0)]).toEqual([
    4_294_967_295, 0, 5, 0,
  ]);
  expect([table.get(1_000_000, 0), table.get(1_000_000, 1), table.get(2_000_000, 1)]).toEqual([0, 7, 0]);
});
