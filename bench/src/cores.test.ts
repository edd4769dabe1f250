import { expect, test } from 'vitest';
import { partedCores } from './cores.ts';

test.each([
  ['0-1', { measured: '1', others: '0' }],
  ['0-2,8', { measured: '8', others: '0,1,2' }],
  ['5', null],
  ['', null],
])('of the cores %s one is for what is measured', (allowed, expected) => {
  expect(partedCores(allowed)).toEqual(expected);
});
