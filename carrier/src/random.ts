/**
 * Chance without a stream: each roll is a hash of the seed, what is rolled for, and whom it concerns. The order and
 * the timing of requests therefore change nothing, which a shared generator could not promise on a busy machine.
 */
export type Dice = (purpose: string, one?: string, two?: string, three?: string) => number;

/** Returns a dice for one seed; a roll is a number from 0 (included) to 1 (excluded). */
export function createDice(seed: number): Dice {
  const start = scramble(seed | 0);
  // Named one by one: a list of them would be made anew for every roll.
  return (purpose, one, two, three) => {
    let hash = mixIn(start, purpose);
    if (one !== undefined) hash = mixIn(hash, one);
    if (two !== undefined) hash = mixIn(hash, two);
    if (three !== undefined) hash = mixIn(hash, three);
    return scramble(hash) / 2 ** 32;
  };
}

/** Turns a roll into a whole number of the span, both ends included. */
export function within(roll: number, span: { min: number; max: number }): number {
  return span.min + Math.floor(roll * (span.max - span.min + 1));
}

/** Rolls a whole number of the span; where both ends are the same, there is nothing to roll for. */
export function rollWithin(
  dice: Dice,
  span: { min: number; max: number },
  purpose: string,
  one: string,
  two?: string,
): number {
  return span.min === span.max ? span.min : within(dice(purpose, one, two), span);
}

/** Turns a roll into one entry of a list that is not empty. */
export function pick<T>(roll: number, list: readonly [T, ...T[]]): T {
  return list[Math.floor(roll * list.length)] ?? list[0];
}

/** Mixes the code units of a word, or so many of them, into a hash by FNV-1a; the closing step keeps ("ab","c") and ("a","bc") apart. */
export function mixIn(hash: number, word: string, length = word.length): number {
  let mixed = hash;
  for (let i = 0; i < length; i++) mixed = Math.imul(mixed ^ word.charCodeAt(i), 0x01000193);
  return Math.imul(mixed ^ 0x1f, 0x01000193);
}

/** Spreads every input bit over the output: FNV alone leaves neighbours such as +12025550101 and …102 close. */
export function scramble(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
