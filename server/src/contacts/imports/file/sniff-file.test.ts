import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileWith } from '../../../../test/files.ts';
import { Invalid } from '../../../platform/errors.ts';
import { isHeader } from '../columns/is-header.ts';
import { sniffFile } from './sniff-file.ts';

const isNumber = (cell: string) => /^\+?[\d\s().-]{10,}$/.test(cell);

async function sniff(content: string | Uint8Array) {
  const file = await fileWith(content);
  try {
    return await sniffFile(file.path, { isHeader: (row, after) => isHeader(row, after, isNumber) });
  } finally {
    await file.remove();
  }
}

const rows = (delimiter: string) =>
  ['name|phone|note', 'Ana|303 555 0146|a', 'Ben|303 555 0147|b'].join('\n').replaceAll('|', delimiter);

describe('the delimiter', () => {
  test.each([',', ';', '\t', '|'])('%j is told from the rows', async (delimiter) => {
    const { dialect, headings, sample } = await sniff(rows(delimiter));
    expect(dialect.delimiter).toBe(delimiter);
    expect([headings, sample.length]).toEqual([['name', 'phone', 'note'], 2]);
  });

  test('is the semicolon where commas part decimals and names', async () => {
    const { dialect } = await sniff(
      'name;phone;spent\n"Silva, Ana";3035550146;1,50\nBen, Jr;3035550147;2,75\n',
    );
    expect(dialect.delimiter).toBe(';');
  });

  test('is what Excel declares in a first line of its own', async () => {
    const { dialect, headings, firstLine } = await sniff('sep=|\nname|phone\nAna|3035550146\n');
    expect([dialect.delimiter, headings, firstLine]).toEqual(['|', ['name', 'phone'], 3]);
  });

  test('does not matter where there is one column', async () => {
    const { headings, sample } = await sniff('3035550146\n3035550147\n');
    expect([headings, sample]).toEqual([null, [['3035550146'], ['3035550147']]]);
  });
});

describe('the encoding', () => {
  const text = 'name,phone\nZoë,3035550146\n';
  const wide = Buffer.from(text, 'utf16le');
  test.each([
    ['UTF-8', Buffer.from(text), 'utf-8', 0],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`), 'utf-8', 3],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le', 2],
    ['UTF-16 BE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 'utf-16be', 2],
    ['UTF-16 LE without', wide, 'utf-16le', 0],
    ['UTF-16 BE without', Buffer.from(wide).swap16(), 'utf-16be', 0],
  ])('%s is told', async (_what, bytes, encoding, bomBytes) => {
    const sniffed = await sniff(bytes);
    expect([sniffed.dialect.encoding, sniffed.bomBytes, sniffed.headings]).toEqual([
      encoding,
      bomBytes,
      ['name', 'phone'],
    ]);
    expect(sniffed.sample).toEqual([['Zoë', '3035550146']]);
  });

  test('Windows-1252 is read row by row', async () => {
    const sniffed = await sniff(Buffer.from('name,phone\nZo\xeb,3035550146\n', 'latin1'));
    expect(sniffed.sample).toEqual([['Zoë', '3035550146']]);
  });
});

describe('the header', () => {
  test('is not there when the first row is a person', async () => {
    expect((await sniff('Ana,303 555 0146\nBen,303 555 0147\n')).headings).toBeNull();
    expect((await sniff('Ana,ana@example.com,n/a\nBen,ben@example.com,303 555 0147\n')).headings).toBeNull();
  });

  test('is recognised in a language we do not know, because numbers stand below it', async () => {
    expect((await sniff('Imię,Komórka\nAna,303 555 0146\n')).headings).toEqual(['Imię', 'Komórka']);
  });

  test('may stand below titles, which are no rows', async () => {
    const sniffed = await sniff(
      'Customers\nexported 24 Nov 2026\n\nname,phone,note\nAna,303 555 0146,x\nBen,303 555 0147,y\n',
    );
    expect([sniffed.headings, sniffed.firstLine, sniffed.sample.length]).toEqual([
      ['name', 'phone', 'note'],
      5,
      2,
    ]);
  });
});

describe('what is no table is refused with what to do', () => {
  test.each([
    ['nothing at all', '', 'The file is empty'],
    ['blank lines', '\n\n  \n', 'nothing but blank lines'],
    [
      'an Excel workbook',
      Buffer.from('PK\x03\x04aaaa', 'latin1'),
      'an Excel workbook or another ZIP archive, not a CSV',
    ],
    ['an old Excel file', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), 'an old Excel or Word file'],
    ['a PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), 'a PNG image'],
    ['a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'a JPEG image'],
    ['a PDF', '%PDF-1.7\n', 'a PDF'],
    [
      'other data',
      Buffer.from(Array.from({ length: 4_000 }, (_, at) => (at * 37) % 256)),
      'holds data, not text',
    ],
    ['a web page', '<!DOCTYPE html><html><table>', 'a web page or XML'],
    ['JSON', '[{"phone":"+13035550146"}]', 'This is JSON'],
    ['an object of JSON', '{\n  "people": []\n}', 'This is JSON'],
    ['vCards', 'BEGIN:VCARD\nVERSION:3.0\n', 'These are vCards'],
    [
      'a file with too many columns',
      `${Array.from({ length: 20_000 }, (_, at) => `c${at}`).join(',')}\n1\n`,
      'has 20000 columns',
    ],
  ])('%s', async (_what, content, sentence) => {
    await expect(sniff(content)).rejects.toThrow(sentence);
  });

  test('a first line that never ends', async () => {
    await expect(sniff(Buffer.alloc(3_000_000, 'x'))).rejects.toThrow('Line 1 is longer than a megabyte');
  });
});

test('whatever it is given, it either understands it or says what to do', async () => {
  const piece = fc.constantFrom(
    'name',
    'phone',
    '303 555 0146',
    ',',
    ';',
    '\t',
    '"',
    '\n',
    '\r\n',
    '\u0000',
    '\ufeff',
    'é',
    '🥐',
    '{',
    '<',
    'sep=',
    '\\',
  );
  const text = fc.array(piece, { maxLength: 30 }).map((pieces) => Buffer.from(pieces.join('')));
  const bytes = fc.uint8Array({ maxLength: 60 }).map((array) => Buffer.from(array));
  await fc.assert(
    fc.asyncProperty(fc.oneof(text, bytes), async (content) => {
      const result = await sniff(content).catch((error: unknown) => error);
      if (result instanceof Error) expect(result).toBeInstanceOf(Invalid);
    }),
    { numRuns: 150 },
  );
});
