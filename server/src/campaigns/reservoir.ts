/**
 * Keeps `most` of however many pass by, each with the same chance, without knowing beforehand how many there will be
 * (Vitter's algorithm R). `seed` makes it reproducible.
 */
export function openReservoir<T>(most: number, seed: number): { add(item: T): void; items(): readonly T[] } {
  const kept: T[] = [];
  const next = numbersFrom(seed);
  let seen = 0;
  return {
    add(item) {
      seen += 1;
      if (kept.length < most) {
        kept.push(item);
        return;
      }
      const place = Math.floor(next() * seen);
      if (place < most) kept[place] = item;
    },
    items: () => kept,
  };
}

// mulberry32: a few nanoseconds a number and good enough to choose examples; nothing secret hangs on it.
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
