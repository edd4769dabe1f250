import { expect, test } from 'vitest';
import { firstRows } from './first-rows.ts';

const csv = Buffer.from('name,note\nAna,"two\nlines"\nBen,"said ""hi"""\nCem,x');

test('a record with a line break in it is one record', () => {
  expect(firstRows(csv, 1)).toEqual({ bytes: Buffer.from('name,note\nAna,"two\nlines"\n'), rows: 1 });
});

test('doubled quotes do not end a cell', () => {
  expect(firstRows(csv, 2).bytes.toString()).toBe('name,note\nAna,"two\nlines"\nBen,"said ""hi"""\n');
});

test('fewer records than asked for are all of them, with or without a last line break', () => {
  expect(firstRows(csv, 10)).toEqual({ bytes: csv, rows: 3 });
  expect(firstRows(Buffer.from('a\n1\n'), 10).rows).toBe(1);
});
