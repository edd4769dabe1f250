import { addDays, startOfDay } from '../../ui/zone-clock.ts';

export const formats = ['csv', 'ndjson', 'parquet'] as const;
export type Format = (typeof formats)[number];

/**
 * Where the file is: of whole days of the zone, the last one with all its hours, as the reports of the same days count them.
 * Of CSV the kind that no spreadsheet runs as a formula.
 */
export function addressOfExport(
  name: string,
  format: Format,
  { from, until }: { from: string; until: string },
  zone: string,
): string {
  const query = new URLSearchParams({
    format,
    from: startOfDay(zone, from),
    until: startOfDay(zone, addDays(until, 1)),
  });
  if (format === 'csv') query.set('spreadsheet', 'true');
  return `/v1/exports/${name}?${query}`;
}
