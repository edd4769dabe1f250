/** Tables as files: comma, quotes and CRLF as RFC 4180 has them. */
export type CsvRow = readonly (string | number | null)[];

export const writeCsv = (rows: readonly CsvRow[]): string =>
  rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');

// What begins like this, a spreadsheet would reckon with; a quote before it makes it words.
const asFormula = /^[=+\-@\t\r]/;

function cellOf(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const words = asFormula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words;
}

/** A name for a file, of letters and digits in any language. */
export const fileNameOf = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60) || 'figures';

/** Hands a file to whoever sits before the browser, as a download does. */
export function saveFile(name: string, text: string): void {
  // The mark at the beginning tells spreadsheets that it is UTF-8.
  const address = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }));
  Object.assign(document.createElement('a'), { href: address, download: name }).click();
  // Some browsers begin to read only after this has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
