import { expect, it } from 'vitest';
import { addressOfExport } from './export-address.ts';

const days = { from: '2026-11-30', until: '2026-12-31' };

it('takes the last day with all its hours, and a CSV that no spreadsheet runs', () => {
  const { pathname, searchParams } = new URL(
    addressOfExport('texts', 'csv', days, 'America/New_York'),
    'https://x.example',
  );
  expect(pathname).toBe('/v1/exports/texts');
  expect(Object.fromEntries(searchParams)).toEqual({
    format: 'csv',
    from: '2026-11-30T05:00:00.000Z',
    until: '2027-01-01T05:00:00.000Z',
    spreadsheet: 'true',
  });
});

it('is of the days of the workspace, and not of UTC', () => {
  expect(addressOfExport('texts', 'ndjson', days, 'Asia/Tokyo')).toContain(
    'from=2026-11-29T15%3A00%3A00.000Z&until=2026-12-31T15%3A00%3A00.000Z',
  );
});

it('leaves rows for programs as they are', () => {
  expect(addressOfExport('clicks', 'parquet', days, 'UTC')).not.toContain('spreadsheet');
});
