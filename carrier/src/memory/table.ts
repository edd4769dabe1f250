/**
 * Rows of whole numbers from 0 to 4 billion, outside of the heap; there is a row for every number, and what was never set is 0.
 * The cells of a row stand side by side: as a list for each of them, the ten that a step of a text asks for were ten places in
 * memory, and going there cost more than the step.
 */
export interface Table {
  get(row: number, cell: number): number;
  set(row: number, cell: number, value: number): void;
}

const firstRows = 64;

/** `width` says how many cells a row has. */
export function createTable(width: number): Table {
  let cells = new Uint32Array(firstRows * width);
  return {
    get: (row, cell) => cells[row * width + cell] ?? 0,
    set(row, cell, value) {
      const at = row * width + cell;
      if (at >= cells.length) {
        const larger = new Uint32Array(Math.max((row + 1) * width, cells.length * 2));
        larger.set(cells);
        cells = larger;
      }
      cells[at] = value;
    },
  };
}
