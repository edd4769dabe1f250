export const formats = ['csv', 'ndjson', 'parquet'] as const;
export type Format = (typeof formats)[number];

const dayMs = 86_400_000;

/** Where the file is: of whole days, the last one with all its hours. Of CSV the kind that no spreadsheet runs as a formula. */
export function addressOfExport(
  name: string,
  format: Format,
  { from, until }: { from: string; until: string },
): string {
  const query = new URLSearchParams({
    format,
    from: `${from}T00:00:00Z`,
    until: new Date(Date.parse(`${until}T00:00:00Z`) + dayMs).toISOString(),
  });
  if (format === 'csv') query.set('spreadsheet', 'true');
  return `/v1/exports/${name}?${query}`;
}
