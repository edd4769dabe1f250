/**
 * Finds the few numbers of a file that may come more than once, in eight megabytes however long the file is (a Bloom
 * filter). It never misses a repeat; now and then it suspects a number that comes once, which the database then clears.
 * Asking the database to group a million rows instead took two seconds of a check during which nothing else happened.
 */
export type RepeatSieve = {
  add(numbers: Float64Array): void;
  /** E.164 of all suspects; null when there are so many that looking at every row is cheaper. */
  suspects(): readonly string[] | null;
};

const bits = 2 ** 26;
const mostSuspects = 50_000;

export function newRepeatSieve(): RepeatSieve {
  const seen = new Uint32Array(bits / 32);
  const suspected = new Set<number>();
  const mark = (bit: number): boolean => {
    const word = bit >>> 5;
    const mask = 1 << (bit & 31);
    const before = seen[word] ?? 0;
    seen[word] = before | mask;
    return (before & mask) !== 0;
  };
  return {
    add(numbers) {
      if (suspected.size > mostSuspects) return;
      for (const number of numbers) {
        const low = (number % 0x1_0000_0000) | 0;
        const high = Math.floor(number / 0x1_0000_0000) | 0;
        const first = mix(low ^ Math.imul(high, 0x9e3779b1));
        const second = mix(first ^ 0x5bd1e995);
        const third = mix(second ^ low);
        // All three are marked before they are judged.
        const hits = Number(mark(first % bits)) + Number(mark(second % bits)) + Number(mark(third % bits));
        if (hits === 3) suspected.add(number);
      }
    },
    suspects: () => (suspected.size > mostSuspects ? null : [...suspected].map((number) => `+${number}`)),
  };
}

// The finishing step of murmur3: every bit of the input moves about half the bits of the output.
function mix(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
