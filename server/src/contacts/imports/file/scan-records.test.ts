import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flawNone, flawOpenQuote, mostRecordBytes, scanRecords } from './scan-records.ts';
import { splitCells } from './split-cells.ts';

const comma = { delimiter: ',', escape: '"', newline: '\n' } as const;

function read(text: string, rules: Parameters<typeof scanRecords>[1] = comma) {
  const bytes = Buffer.from(text);
  const scan = scanRecords(bytes, rules, 1, true);
  return scan.starts.map((start, at) => ({
    text: bytes.toString('utf8', start, scan.ends[at]),
    cells: splitCells(bytes.toString('utf8', start, scan.ends[at]), rules),
    line: scan.lines[at],
    flaw: scan.flaws[at],
  }));
}

describe('records', () => {
  test('end at line ends, with or without a carriage return, and at the end of the file', () => {
    expect(read('a,b\r\nc,d\ne,f').map((record) => record.cells)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
    ]);
  });

  test('may run over lines inside quotes, and the next one still knows its line', () => {
    const records = read('a,"one\ntwo\nthree"\nb,c');
    expect(records.map(({ cells, line }) => [cells, line])).toEqual([
      [['a', 'one\ntwo\nthree'], 1],
      [['b', 'c'], 4],
    ]);
  });

  test('end at lone carriage returns in files of the old Macintosh', () => {
    expect(read('a,b\rc,d', { ...comma, newline: '\r' }).map((record) => record.cells)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  test('keep quotes that stand inside an unquoted cell', () => {
    expect(read('5\'10" tall,x\nb,c').map((record) => record.cells)).toEqual([
      ['5\'10" tall', 'x'],
      ['b', 'c'],
    ]);
  });

  test('forgive a quote that should have been doubled, as long as the line ends in order', () => {
    expect(read('"said "hi" to me",x\nb,c').map((record) => record.cells)).toEqual([
      ['said "hi" to me', 'x'],
      ['b', 'c'],
    ]);
  });

  test('read backslashes as escapes where the file uses them', () => {
    const rules = { ...comma, escape: '\\' } as const;
    expect(read('"said \\"hi\\", twice",x', rules)[0]?.cells).toEqual(['said "hi", twice', 'x']);
  });
});

describe('a quote that is never closed', () => {
  test('costs its own line and no other', () => {
    const records = read('a,1\n"b,2\nc,3\nd,4\n');
    expect(records.map(({ text, flaw, line }) => [text, flaw, line])).toEqual([
      ['a,1', flawNone, 1],
      ['"b,2', flawOpenQuote, 2],
      ['c,3', flawNone, 3],
      ['d,4', flawNone, 4],
    ]);
  });

  test('is noticed when a later quote cannot close it', () => {
    const records = read('"b,2\nc,"3"\nd,4\n');
    expect(records.map(({ flaw, line }) => [flaw, line])).toEqual([
      [flawOpenQuote, 1],
      [flawNone, 2],
      [flawNone, 3],
    ]);
  });

  test('is given up after a megabyte, however long the file goes on', () => {
    const scan = scanRecords(Buffer.from(`"b,2\n${'c,3\n'.repeat(mostRecordBytes)}`), comma, 1, false);
    expect(scan.flaws[0]).toBe(flawOpenQuote);
    expect(scan.lines.length).toBeGreaterThan(mostRecordBytes / 2);
  });
});

test('a line longer than any row is refused by its number', () => {
  expect(() => scanRecords(Buffer.from(`a,b\n${'x'.repeat(mostRecordBytes + 1)}`), comma, 1, false)).toThrow(
    'Line 2 is longer than a megabyte',
  );
});

describe('whatever is written by the rules', () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', 'é', '🥐', ' ', ',', ';', '"', '\n', '\r\n', "'", '\t'),
    maxLength: 8,
  });
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 });
  const write = (table: readonly (readonly string[])[]) =>
    table.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')).join('\n');

  test('is read back the same', () => {
    fc.assert(
      fc.property(rows, (table) => {
        expect(read(write(table)).map((record) => record.cells)).toEqual(table);
      }),
    );
  });

  test('is read the same wherever it is cut into blocks', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 40 }), (table, size) => {
        expect(readInPieces(Buffer.from(write(table)), size)).toEqual(table);
      }),
    );
  });

  test('and anything else is read to its end without a fault', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', '\\', ' '), maxLength: 60 }),
        (text) => {
          const lines = read(text).map((record) => record.line ?? 0);
          expect(lines).toEqual([...lines].sort((a, b) => a - b));
          expect(readInPieces(Buffer.from(text), 7)).toEqual(read(text).map((record) => record.cells));
        },
      ),
      { numRuns: 500 },
    );
  });
});

function readInPieces(bytes: Buffer, size: number): string[][] {
  const cells: string[][] = [];
  let rest = Buffer.alloc(0);
  let line = 1;
  for (let from = 0; from < bytes.length + size; from += size) {
    const isLast = from >= bytes.length;
    const block = Buffer.concat([rest, bytes.subarray(from, from + size)]);
    const scan = scanRecords(block, comma, line, isLast);
    for (const [at, start] of scan.starts.entries()) {
      cells.push(splitCells(block.toString('utf8', start, scan.ends[at]), comma));
    }
    rest = block.subarray(scan.used);
    line = scan.nextLine;
    if (isLast) break;
  }
  return cells;
}
