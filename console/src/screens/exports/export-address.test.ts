import { expect, it } from 'vitest';
import { addressOfExport } from './export-address.ts';

const days = { from: '2026-11-30', until: '2026-12-31' };

it('takes the last day with all its hours, and a CSV that no spreadsheet runs', () => {
  const { pathname, searchParams } = new URL(addressOfExport('texts', 'csv', days), 'https://x.example');
  expect(pathname).toBe('/v1/exports/texts');
  expect(Object.fromEntries(searchParams)).toEqual({
    format: 'csv',
    from: '2026-11-30T00:00:00Z',
    until: '2027-01-01T00:00:00.000Z',
    spreadsheet: 'true',
  });
});

it('leaves rows for programs as they are', () => {
  expect(addressOfExport('clicks', 'parquet', days)).not.toContain('spreadsheet');
});
