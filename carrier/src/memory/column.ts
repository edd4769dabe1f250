/** A list of numbers that grows by itself, outside of the heap. What was never set is 0. */
export interface Column {
  get(index: number): number;
  set(index: number, value: number): void;
}

type Cells = Uint8Array | Uint16Array | Uint32Array | Float64Array;

const firstSize = 64;

/** `Kind` says what a cell can hold: `Uint32Array` for whole numbers below 4 billion, `Float64Array` for times. */
export function createColumn(Kind: new (size: number) => Cells): Column {
  let cells = new Kind(firstSize);
  return {
    get: (index) => cells[index] ?? 0,
    set(index, value) {
      if (index >= cells.length) {
        const larger = new Kind(Math.max(index + 1, cells.length * 2));
        larger.set(cells);
        cells = larger;
      }
      cells[index] = value;
    },
  };
}
