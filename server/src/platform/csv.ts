/** One record of a CSV file, with the line on which it begins. */
export type CsvRecord = { readonly line: number; readonly cells: readonly string[] };

export type Csv = {
  readonly header: readonly string[];
  readonly records: readonly CsvRecord[];
  /** Lines of which nobody can say where their cells end. */
  readonly broken: readonly number[];
};

/**
 * Reads a whole CSV file (RFC 4180; comma, semicolon or tab, whichever its first line has most of). Cells are kept as they stand. Empty
 * lines are passed over; a quote that is never closed costs its own line and no other.
 */
export function readCsv(text: string): Csv {
  const source = text.replace(/^\ufeff/, '');
  const delimiter = delimiterOf(source.slice(0, lineEnd(source, 0)));
  const all: CsvRecord[] = [];
  const broken: number[] = [];
  let [at, line] = [0, 1];
  while (at < source.length) {
    const read = readRecord(source, at, delimiter);
    const end = read?.end ?? lineEnd(source, at);
    if (!read) broken.push(line);
    else if (read.cells.length > 1 || read.cells[0] !== '') all.push({ line, cells: read.cells });
    for (let place = at; place <= end && place < source.length; place += 1)
      if (source[place] === '\n') line += 1;
    at = end + 1;
  }
  const [head, ...records] = all;
  return { header: head?.cells ?? [], records, broken };
}

function lineEnd(source: string, from: number): number {
  const end = source.indexOf('\n', from);
  return end < 0 ? source.length : end;
}

function delimiterOf(first: string): string {
  const countOf = (one: string) => first.split(one).length;
  return [',', ';', '\t'].reduce((best, one) => (countOf(one) > countOf(best) ? one : best));
}

/** The cells from here to the end of the record, and where that is; null where a quote is never closed. */
function readRecord(
  source: string,
  from: number,
  delimiter: string,
): { cells: string[]; end: number } | null {
  const cells: string[] = [];
  let at = from;
  for (;;) {
    const cell = source[at] === '"' ? readQuoted(source, at) : readPlain(source, at, delimiter);
    if (!cell) return null;
    cells.push(cell.text);
    at = cell.end;
    if (source[at] !== delimiter) break;
    at += 1;
  }
  if (source[at] === '\r' && source[at + 1] === '\n') at += 1;
  return at >= source.length || source[at] === '\n' ? { cells, end: at } : null;
}

function readPlain(source: string, from: number, delimiter: string): { text: string; end: number } {
  let end = from;
  while (end < source.length && source[end] !== delimiter && source[end] !== '\n') end += 1;
  const isCut = source[end - 1] === '\r' && (end === source.length || source[end] === '\n') && end > from;
  return { text: source.slice(from, isCut ? end - 1 : end), end: isCut ? end - 1 : end };
}

function readQuoted(source: string, from: number): { text: string; end: number } | null {
  let text = '';
  let at = from + 1;
  for (;;) {
    const close = source.indexOf('"', at);
    if (close < 0) return null;
    text += source.slice(at, close);
    if (source[close + 1] !== '"') return { text, end: close + 1 };
    text += '"';
    at = close + 2;
  }
}

/** How names of columns are compared: without case, blanks and signs. */
export const columnKey = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
