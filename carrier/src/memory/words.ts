import { mixIn, scramble } from '../random.ts';
import { createShelf } from './shelf.ts';

/** Different words, numbered from 0 in the order in which they first came. Exact: a hash only says where to look. */
export interface Words {
  readonly size: number;
  /** The number of a word; one that is new gets the next. */
  add(word: string): number;
  /**
   * Adds a word that is not there yet for certain. It gets its slot when somebody looks for a word other than the last one, which
   * for most never happens; the look into the table, somewhere else in memory each time, is the dearest part of adding.
   */
  append(word: string): number;
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
  /** Words before this one have a slot. */
  let withSlot = 0;
  /** Where the last word that was not found would have stood. */
  let freeSlot = 0;
  // What is asked for in vain is nearly always added next.
  let missedWord = '';
  let missedHash = 0;
  let isMissed = false;

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

  function enlargeSlots(): void {
    const before = slots;
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

  /** Gives a slot to the word of this number; `freeSlot` is the one that `findBy` has just found. */
  function takeSlot(index: number, hash: number, word: string): void {
    if (index * 4 >= slots.length) {
      enlargeSlots();
      findBy(hash, word);
    }
    slots[freeSlot] = index + 1;
    slots[freeSlot + 1] = hash;
  }

  function shelve(word: string): number {
    if (size === places.length) places = copyOf(places);
    places[size] = shelf.put(word);
    return size++;
  }

  function addNew(hash: number, word: string): number {
    isMissed = false;
    const index = shelve(word);
    takeSlot(index, hash, word);
    withSlot = size;
    return index;
  }

  /** Gives slots to those that were appended. */
  function catchUp(): void {
    for (; withSlot < size; withSlot++) {
      const word = shelf.get(places[withSlot] as number);
      const hash = hashOf(word);
      if (findBy(hash, word) < 0) takeSlot(withSlot, hash, word);
    }
    isMissed = false;
  }

  return {
    get size() {
      return size;
    },
    add(word) {
      if (lastIndex >= 0 && word === lastWord) return lastIndex;
      if (isMissed && word === missedWord) return remember(word, addNew(missedHash, word));
      if (withSlot < size) catchUp();
      const hash = hashOf(word);
      const known = findBy(hash, word);
      isMissed = false;
      return remember(word, known >= 0 ? known : addNew(hash, word));
    },
    append(word) {
      isMissed = false;
      return remember(word, shelve(word));
    },
    find(word) {
      if (lastIndex >= 0 && word === lastWord) return lastIndex;
      if (withSlot < size) catchUp();
      const hash = hashOf(word);
      const known = findBy(hash, word);
      if (known >= 0) {
        isMissed = false;
        return remember(word, known);
      }
      missedWord = word;
      missedHash = hash;
      isMissed = true;
      return -1;
    },
    at(index) {
      const word = shelf.get(places[index] as number);
      remember(word, index);
      return word;
    },
  };
}

/**
 * Words that differ in their last character alone get slots side by side: references and numbers of phones mostly come as they are
 * counted, and one look into memory then brings the slots of the next ones along.
 */
function hashOf(word: string): number {
  const last = word.length - 1;
  if (last < 0) return 0;
  return (scramble(mixIn(0x811c9dc5, word, last)) + word.charCodeAt(last)) >>> 0;
}

function copyOf(cells: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(cells.length * 2);
  larger.set(cells);
  return larger;
}
