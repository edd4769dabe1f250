import type { Paint } from './paint.ts';
import { oneLine, padEnd, widthOf } from './plain.ts';

export type Cell = string | number | null;

/** Columns under their headings; numbers to the right. Whatever the cells hold, a row stays one line. */
export function printTable(headings: readonly string[], rows: readonly (readonly Cell[])[], paint: Paint) {
  const texts = rows.map((row) => headings.map((_, column) => textOf(row[column] ?? null)));
  const widths = headings.map((heading, column) =>
    Math.max(widthOf(heading), ...texts.map((row) => widthOf(row[column] ?? ''))),
  );
  const isNumeric = headings.map((_, column) => rows.some((row) => typeof row[column] === 'number'));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return isNumeric[column] ? cell.padStart(width) : padEnd(cell, width);
      })
      .join('  ')
      .trimEnd();
  return [paint.dim(line(headings)), ...texts.map(line)].join('\n');
}

const textOf = (cell: Cell) =>
  cell === null || cell === '' ? '–' : typeof cell === 'number' ? String(cell) : oneLine(cell);
