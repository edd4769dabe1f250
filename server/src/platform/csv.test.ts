import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnKey, readCsv } from './csv.ts';

const cellsOf = (text: string) => readCsv(text).records.map(({ cells }) => cells);

test('cells are read as they stand, with quotes, delimiters and line ends inside', () => {
  const csv = readCsv('\ufeffa,b\r\n1,"x, ""y""\nz"\r\n\r\n3,\n');
  expect(csv.header).toEqual(['a', 'b']);
  expect(csv.records).toEqual([
    { line: 2, cells: ['1', 'x, "y"\nz'] },
    { line: 5, cells: ['3', ''] },
  ]);
});

test('semicolons and tabs are known by the first line', () => {
  expect(cellsOf('a;b\n1,5;2')).toEqual([['1,5', '2']]);
  expect(cellsOf('a\tb\n1\t2')).toEqual([['1', '2']]);
});

test('a quote that is never closed, or is followed by letters, costs its own line and no other', () => {
  const csv = readCsv('a,b\n1,"open\n2,good\n"x"y,3\n4,end');
  expect(csv.broken).toEqual([2, 4]);
  expect(csv.records.map(({ line }) => line)).toEqual([3, 5]);
});

test('whatever was written is read back', () => {
  const cell = fc.string({ maxLength: 12 });
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), (rows) => {
      const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
      const text = [['a', 'b'], ...rows].map((row) => row.map(quoted).join(',')).join('\r\n');
      expect(cellsOf(text)).toEqual(rows);
    }),
  );
});

test('names of columns are the same in any spelling', () =>
  expect(['Num Segments', 'num_segments', 'NumSegments'].map(columnKey)).toEqual(
    Array(3).fill('numsegments'),
  ));
