import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findFlaw, printLedger } from './ledger.ts';
import { formatCount, formatDuration } from './numbers.ts';
import { openPaint, wantsColor } from './paint.ts';
import { oneLine, plain, widthOf } from './plain.ts';
import { bar, openProgressLine } from './progress-line.ts';
import { printTable } from './table.ts';

const paint = openPaint(false);

function terminal(isTTY: boolean, columns = 20) {
  const written: string[] = [];
  return { written, output: { write: (text: string) => void written.push(text), isTTY, columns } };
}

describe('words of others', () => {
  test('lose everything that a terminal would obey', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(plain(text)).not.toMatch(/(?!\n)\p{Control}|[\u202a-\u202e\u2066-\u2069]/u);
        expect(oneLine(text)).not.toContain('\n');
      }),
    );
  });

  test('keep letters, emoji and line ends', () => {
    expect(plain('Zoë 🎉\r\nНови\n')).toBe('Zoë 🎉\nНови\n');
  });

  test('take as many columns as a terminal gives them', () => {
    expect([widthOf('abc'), widthOf('日本'), widthOf('e\u0301'), widthOf('🎉')]).toEqual([3, 4, 1, 2]);
  });
});

describe('a table', () => {
  test('stays in its columns, numbers to the right', () => {
    const printed = printTable(
      ['name', 'people'],
      [
        ['日本', 7],
        ['Ada', 1204],
        [null, 0],
      ],
      paint,
    );
    expect(printed.split('\n')).toEqual(['name  people', '日本       7', 'Ada     1204', '–          0']);
  });
});

describe('a bill', () => {
  const lines = [
    { sign: '+', count: 1200, label: 'rows' },
    { sign: '-', count: 200, label: 'bad' },
    { sign: '=', count: 1000, label: 'people' },
  ] as const;

  test('shows signs and sums', () => {
    expect(printLedger(lines, paint)).toBe('  1,200  rows\n-   200  bad\n= 1,000  people');
  });

  test('that does not add up says so', () => {
    expect(findFlaw(lines)).toBeUndefined();
    expect(printLedger([lines[0], { ...lines[2], count: 7 }], paint)).toContain('do not add up at “people”');
  });
});

describe('the progress line', () => {
  test('is written over at a terminal, never longer than it, and taken away', () => {
    const { written, output } = terminal(true);
    const progress = openProgressLine(output, true);
    progress.show('Checking', '1 of 2');
    progress.show('Checking', 'something that is much too long');
    progress.clear();
    expect(written).toEqual(['\r\u001b[2KChecking 1 of 2', '\r\u001b[2KChecking something…', '\r\u001b[2K']);
  });

  test('says each stage once in a log', () => {
    const { written, output } = terminal(false);
    const progress = openProgressLine(output, true);
    for (const detail of ['1', '2']) progress.show('Checking', detail);
    progress.clear();
    expect(written).toEqual(['Checking\n']);
  });

  test('is silent when nobody wants it', () => {
    const { written, output } = terminal(true);
    openProgressLine(output, false).show('Checking');
    expect(written).toEqual([]);
  });

  test('has a bar that is full at the end and empty without a total', () => {
    expect([bar(5, 5).endsWith(' 100 %'), bar(0, 0).endsWith(' 0 %'), bar(9, 5).endsWith(' 100 %')]).toEqual([
      true,
      true,
      true,
    ]);
  });
});

test('colours are for terminals that want them', () => {
  const isTTY = { isTTY: true };
  expect(wantsColor(isTTY, {}, true)).toBe(true);
  for (const [output, env, isAllowed] of [
    [{}, {}, true],
    [isTTY, { NO_COLOR: '1' }, true],
    [isTTY, { TERM: 'dumb' }, true],
    [isTTY, {}, false],
  ] as const)
    expect(wantsColor(output, env, isAllowed)).toBe(false);
});

test('numbers read as people write them', () => {
  expect([formatCount(0), formatCount(1204), formatCount(1_000_000)]).toEqual(['0', '1,204', '1,000,000']);
  expect([12, 200, 7_300, 200_000].map(formatDuration)).toEqual(['12 s', '3 min', '2 h', '2 days']);
});
