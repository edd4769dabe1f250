import { expect, it } from 'vitest';
import { fileNameOf, writeCsv } from './csv.ts';

it('quotes what would break a row, and lets no spreadsheet reckon with what people wrote', () => {
  expect(
    writeCsv([
      ['Name', 'Texts'],
      ['Bread, "rye"', 3],
      ['=1+1', -2],
      [null, 0.5],
    ]),
  ).toBe('Name,Texts\r\n"Bread, ""rye""",3\r\n\'=1+1,-2\r\n,0.5\r\n');
});

it('names a file by its title', () => {
  expect([fileNameOf('Texts by day (30)'), fileNameOf('¿Cuándo?'), fileNameOf('—')]).toEqual([
    'texts-by-day-30',
    'cuándo',
    'figures',
  ]);
});
