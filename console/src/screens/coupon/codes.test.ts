import { expect, it } from 'vitest';
import { codesOf, lotsOf } from './codes.ts';

it('reads codes as shops export them', () => {
  expect(codesOf('\uFEFFcode,discount\r\n"SPRING-1",10\r\n\r\nSPRING-2;10\n SPRING-3 \tx')).toEqual([
    'SPRING-1',
    'SPRING-2',
    'SPRING-3',
  ]);
  expect(codesOf('CODE-1\rCODE-2')).toEqual(['CODE-1', 'CODE-2']);
  expect(codesOf(' \n')).toEqual([]);
});

it('keeps the order in lots, and makes none of nothing', () => {
  expect(lotsOf([1, 2, 3], 2)).toEqual([[1, 2], [3]]);
  expect(lotsOf([], 2)).toEqual([]);
});
