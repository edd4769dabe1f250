import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readParquet } from '../../../test/read-parquet.ts';
import { readCsv } from '../../platform/csv.ts';
import type { Column, Row, Writer } from './column.ts';
import { csvWriter, ndjsonWriter } from './write-csv.ts';
import { parquetWriter } from './write-parquet.ts';

const columns: Column[] = [
  { name: 'words', kind: 'text' },
  { name: 'count', kind: 'integer' },
  { name: 'share', kind: 'number' },
  { name: 'is, it', kind: 'boolean' },
  { name: 'at', kind: 'time' },
];
const or = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });
const row: fc.Arbitrary<Row> = fc.tuple(
  or(fc.string({ unit: 'grapheme' })),
  or(fc.maxSafeInteger()),
  or(fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)),
  or(fc.boolean()),
  or(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') })),
);

async function fileOf(writer: Writer, pieces: readonly (readonly Row[])[]): Promise<Buffer> {
  const written = [writer.begin()];
  for (const rows of pieces) written.push(await writer.write(rows));
  return Buffer.concat([...written, await writer.end()]);
}

describe('Parquet', () => {
  test('reads back as what was written, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 60 }), async (rows) => {
        const read = readParquet(await fileOf(parquetWriter(columns), [rows.slice(0, 7), rows.slice(7)]));
        expect(read.names).toEqual(columns.map(({ name }) => name));
        expect(read.rows).toEqual(rows.map((one) => [...one]));
      }),
      { numRuns: 60 },
    );
  });

  test('of more rows than a group has more groups, and compresses what repeats', async () => {
    const rows = Array.from(
      { length: 45_000 },
      (_, n): Row => [`person ${n % 7}`, n, n / 4, n % 3 === 0, new Date(n)],
    );
    const file = await fileOf(parquetWriter(columns), [rows]);
    const read = readParquet(file);
    expect([read.groups, read.rows.length]).toEqual([3, 45_000]);
    expect(read.rows[44_999]).toEqual(rows[44_999]);
    expect(file.length).toBeLessThan(45_000 * 12);
  });

  test('with nothing in it is a file all the same', async () => {
    expect(readParquet(await fileOf(parquetWriter(columns), []))).toEqual({
      names: columns.map(({ name }) => name),
      rows: [],
      groups: 0,
    });
  });
});

describe('CSV', () => {
  test('reads back as texts, cell by cell', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
        const texts = rows.map((one) =>
          one.map((value) => (value instanceof Date ? value.toISOString() : String(value ?? ''))),
        );
        const read = readCsv((await fileOf(csvWriter(columns), [rows])).toString());
        expect(read.header).toEqual(columns.map(({ name }) => name));
        const lineEnds = (cell: string) => cell;
        expect(read.records.map(({ cells }) => cells.map(lineEnds))).toEqual(texts);
      }),
      { numRuns: 60 },
    );
  });

  test('for spreadsheets runs nothing of what people wrote, and leaves numbers as they are', async () => {
    const rows = ['=1+1', '@sum', '-2+3', '-2', '+12025550142', '49.90', 'plain'].map(
      (cell): Row => [cell, null, null, null, null],
    );
    const file = (await fileOf(csvWriter(columns, { isForSpreadsheets: true }), [rows])).toString();
    expect(file.startsWith('\ufeff')).toBe(true);
    expect(readCsv(file).records.map(({ cells }) => cells[0])).toEqual([
      "'=1+1",
      "'@sum",
      "'-2+3",
      '-2',
      '+12025550142',
      '49.90',
      'plain',
    ]);
  });
});

test('NDJSON is an object a line', async () => {
  const file = (
    await fileOf(ndjsonWriter(columns), [
      [
        ['a\n"b', 1, 0.5, true, new Date(0)],
        [null, null, null, null, null],
      ],
    ])
  ).toString();
  expect(
    file
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([
    { words: 'a\n"b', count: 1, share: 0.5, 'is, it': true, at: '1970-01-01T00:00:00.000Z' },
    { words: null, count: null, share: null, 'is, it': null, at: null },
  ]);
});
