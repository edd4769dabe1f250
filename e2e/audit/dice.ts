export type Dice = {
  /** A whole number from 0, below `most`. */
  below(most: number): number;
  of<T>(things: readonly T[]): T;
};

/** mulberry32: the same seed, the same throws. */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (most: number) => Math.floor(next() * most);
  return { below, of: (things) => things[below(things.length)] as (typeof things)[number] };
}
