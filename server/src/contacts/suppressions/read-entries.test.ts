import { expect, test } from 'vitest';
import { readHashes, readNumbers } from './read-entries.ts';

test('numbers are read as people write them, each once, and what is none is named by its line', () => {
  const read = readNumbers(['(202) 555-0101', 'nobody', '+12025550101', '+1 202 555 0102'], 'US');
  expect(read.entries).toEqual(['+12025550101', '+12025550102']);
  expect(read.unreadable).toEqual([{ line: 2, entry: 'nobody', why: expect.stringMatching(/\.$/) }]);
});

test('hashes are 64 hex digits in any case, and nothing else', () => {
  const hash = 'ab'.repeat(32);
  const read = readHashes([hash.toUpperCase(), hash, `${hash}0`, '+12025550101']);
  expect(read.entries).toEqual([hash]);
  expect(read.unreadable.map(({ line }) => line)).toEqual([3, 4]);
});
