import { scramble } from '../random.ts';

/** How often each pair of numbers came, without an object for any of them. */
export interface PairCounts {
  /** Counts a pair and says how often it had come before. */
  add(one: number, other: number): number;
}

const firstSize = 128;

export function createPairCounts(): PairCounts {
  let size = 0;
  // Three cells an entry: both numbers and how often; 0 times is a free entry.
  let cells = new Uint32Array(firstSize * 3);

  function entryOf(one: number, other: number): number {
    const entries = cells.length / 3;
    const mask = entries - 1;
    let at = (scramble(Math.imul(one, 0x9e3779b1) ^ other) & mask) * 3;
    while (cells[at + 2] !== 0 && (cells[at] !== one || cells[at + 1] !== other)) {
      at = at + 3 === cells.length ? 0 : at + 3;
    }
    return at;
  }

  function enlarge(): void {
    const before = cells;
    cells = new Uint32Array(before.length * 2);
    for (let at = 0; at < before.length; at += 3) {
      if (before[at + 2] === 0) continue;
      cells.set(before.subarray(at, at + 3), entryOf(before[at] as number, before[at + 1] as number));
    }
  }

  return {
    add(one, other) {
      let at = entryOf(one, other);
      const times = cells[at + 2] as number;
      if (times === 0) {
        // Half of the entries stay free, or looking for one would take long.
        if (size * 6 >= cells.length) {
          enlarge();
          at = entryOf(one, other);
        }
        size++;
        cells[at] = one;
        cells[at + 1] = other;
      }
      cells[at + 2] = times + 1;
      return times;
    },
  };
}
