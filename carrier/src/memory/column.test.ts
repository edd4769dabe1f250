import { expect, test } from 'vitest';
import { createColumn } from './column.ts';

test('cells that were never set are 0, and those that were keep their numbers while the column grows', () => {
  const column = createColumn(Uint32Array);
  expect(column.get(5)).toBe(0);
  column.set(3, 4_294_967_295);
  column.set(1_000_000, 7);
  expect([column.get(3), column.get(4), column.get(1_000_000), column.get(2_000_000)]).toEqual([
    4_294_967_295, 0, 7, 0,
  ]);
});
