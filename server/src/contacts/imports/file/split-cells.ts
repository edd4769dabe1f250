import type { Dialect } from './dialect.ts';

/**
 * The cells of one record, unquoted. Follows the same rules as scan-records.ts, so both agree on where a cell ends:
 * a quote counts only at the start of a cell, and one that is neither doubled nor at the end stands for itself.
 */
export function splitCells(record: string, rules: Pick<Dialect, 'delimiter' | 'escape'>): string[] {
  if (!record.includes('"')) return record.split(rules.delimiter);
  const cells: string[] = [];
  let from = 0;
  for (;;) {
    const opening = skipSpaces(record, from);
    const cell =
      record[opening] === '"' ? quotedCell(record, opening, rules) : plainCell(record, from, rules.delimiter);
    cells.push(cell.text);
    if (cell.end >= record.length) return cells;
    from = cell.end + 1;
  }
}

type Cell = { readonly text: string /** Where the delimiter after it stands. */; readonly end: number };

function plainCell(record: string, from: number, delimiter: string): Cell {
  const end = endOrLength(record, record.indexOf(delimiter, from));
  return { text: record.slice(from, end), end };
}

function quotedCell(record: string, opening: number, rules: Pick<Dialect, 'delimiter' | 'escape'>): Cell {
  let text = '';
  let from = opening + 1;
  for (let at = from; at < record.length; at += 1) {
    const character = record[at];
    if (character === '\\' && rules.escape === '\\') {
      text += record.slice(from, at);
      from = at + 1;
      at += 1;
    } else if (character === '"') {
      if (record[at + 1] === '"') {
        text += record.slice(from, at + 1);
        from = at + 2;
        at += 1;
      } else {
        const next = skipSpaces(record, at + 1);
        if (next >= record.length || record[next] === rules.delimiter)
          return { text: text + record.slice(from, at), end: next };
      }
    }
  }
  return { text: text + record.slice(from), end: record.length };
}

function skipSpaces(record: string, from: number): number {
  let at = from;
  while (record[at] === ' ') at += 1;
  return at;
}

const endOrLength = (record: string, at: number) => (at < 0 ? record.length : at);
