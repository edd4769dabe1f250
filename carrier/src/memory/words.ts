import { mixIn, scramble } from '../random.ts';
import { createShelf } from './shelf.ts';

/** Different words, numbered from 0 in the order in which they first came. Exact: a hash only says where to look. */
export interface Words {
  readonly size: number;
  /** The number of a word; one that is new gets the next. */
  add(word: string): number;
  /** The number of a word, or -1. */
  find(word: string): number;
  at(index: number): string;
}

const firstSize = 64;

export function createWords(): Words {
  const shelf = createShelf();
  let size = 0;
  let places = new Uint32Array(firstSize);
  let hashes = new Uint32Array(firstSize);
  // Twice as many slots as words at the most; each holds a number plus one, and 0 when it is free.
  let slots = new Uint32Array(firstSize * 2);
  let lastWord = '';
  let lastIndex = -1;

  /** What was asked about last is asked about again: several parts of the carrier look at the same row. */
  function remember(word: string, index: number): number {
    lastWord = word;
    lastIndex = index;
    return index;
  }

  function findBy(hash: number, word: string): number {
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const index = (slots[slot] as number) - 1;
      if (index < 0) return -1;
      if (hashes[index] === hash && shelf.holds(places[index] as number, word)) return index;
    }
  }

  function occupy(hash: number, index: number): void {
    const mask = slots.length - 1;
    let slot = hash & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = index + 1;
  }

  function enlarge(): void {
    places = copyOf(places);
    hashes = copyOf(hashes);
    slots = new Uint32Array(slots.length * 2);
    for (let index = 0; index < size; index++) occupy(hashes[index] as number, index);
  }

  function addNew(hash: number, word: string): number {
    if (size === places.length) enlarge();
    places[size] = shelf.put(word);
    hashes[size] = hash;
    occupy(hash, size);
    return size++;
  }

  return {
    get size() {
      return size;
    },
    add(word) {
      if (lastIndex >= 0 && word === lastWord) return lastIndex;
      const hash = hashOf(word);
      const known = findBy(hash, word);
      return remember(word, known >= 0 ? known : addNew(hash, word));
    },
    find(word) {
      if (lastIndex >= 0 && word === lastWord) return lastIndex;
      const known = findBy(hashOf(word), word);
      return known >= 0 ? remember(word, known) : -1;
    },
    at(index) {
      const word = shelf.get(places[index] as number);
      remember(word, index);
      return word;
    },
  };
}

function hashOf(word: string): number {
  return scramble(mixIn(0x811c9dc5, word));
}

function copyOf(cells: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(cells.length * 2);
  larger.set(cells);
  return larger;
}
