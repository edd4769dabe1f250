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
  // Twice as many slots as words at the most. Each is two cells side by side, so that a look into a slot is one look into
  // memory: the number of the word plus one, or 0 when it is free, and the word's hash.
  let slots = new Uint32Array(firstSize * 2 * 2);
  let lastWord = '';
  let lastIndex = -1;
  /** Where the last word that was not found would have stood. */
  let freeSlot = 0;

  /** What was asked about last is asked about again: several parts of the carrier look at the same row. */
  function remember(word: string, index: number): number {
    lastWord = word;
    lastIndex = index;
    return index;
  }

  function findBy(hash: number, word: string): number {
    const mask = slots.length - 1;
    for (let slot = (hash << 1) & mask; ; slot = (slot + 2) & mask) {
      const index = (slots[slot] as number) - 1;
      if (index >= 0) {
        if (slots[slot + 1] === hash && shelf.holds(places[index] as number, word)) return index;
        continue;
      }
      freeSlot = slot;
      return -1;
    }
  }

  function enlarge(): void {
    const before = slots;
    places = copyOf(places);
    slots = new Uint32Array(before.length * 2);
    const mask = slots.length - 1;
    for (let at = 0; at < before.length; at += 2) {
      if (before[at] === 0) continue;
      const hash = before[at + 1] as number;
      let slot = (hash << 1) & mask;
      while (slots[slot] !== 0) slot = (slot + 2) & mask;
      slots[slot] = before[at] as number;
      slots[slot + 1] = hash;
    }
  }

  function addNew(hash: number, word: string): number {
    if (size === places.length) {
      enlarge();
      findBy(hash, word);
    }
    places[size] = shelf.put(word);
    slots[freeSlot] = size + 1;
    slots[freeSlot + 1] = hash;
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
