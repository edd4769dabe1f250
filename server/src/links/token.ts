import { type Cipheriv, createCipheriv } from 'node:crypto';
import { unsafe as aes } from '@noble/ciphers/aes';
import { tokenLength } from '@tidings/policy/content';
import { sha256 } from '../platform/secrets.ts';

/**
 * The seven letters at the end of a short link. Every text gets numbers of its own, one after another; a token is such a
 * number after a secret shuffle of all that seven letters can say (58^7, 2.2 × 10^12). So no row is written for a text, and
 * who knows a thousand tokens knows nothing of the next: with ten million texts under way a guess finds one in 200,000.
 *
 * The shuffle is a Feistel network of eight rounds over 42 bits with AES-256 as its round function, walked until it falls
 * inside the range (format-preserving encryption as in NIST SP 800-38G, without a tweak). Many numbers are shuffled by one
 * call a round of the engine's AES. For a single one that is sixteen calls of 0.8 µs, each of which leaves a Buffer that holds up the
 * collector (5 ms of a pause, at 5,000 links a second); so it is shuffled by a library's, which takes 0.2. Unlike the
 * engine's it does not take the same time for every key, which only who runs code on this machine could measure.
 */
export type TokenKey = {
  /** Which key it is, for the row of the numbers: eight hex digits that tell nothing of it. */
  readonly id: string;
  readonly cipher: Cipheriv;
  /** The secret as the rounds of AES want it. */
  readonly schedule: Uint32Array;
};

const letters = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
export const tokenPattern = `[${letters}]{${tokenLength}}`;
const range = letters.length ** tokenLength;

const halfBits = 21;
const half = 2 ** halfBits;
const rounds = 8;
const blockBytes = 16;

/** `secret` is 32 bytes. */
export function tokenKey(secret: Buffer): TokenKey {
  const cipher = createCipheriv('aes-256-ecb', secret, null).setAutoPadding(false);
  return { id: sha256(secret).toString('hex').slice(0, 8), cipher, schedule: aes.expandKeyLE(secret) };
}

/** The tokens of these numbers, each from 0 to 58^7 − 1. */
export function writeTokens(key: TokenKey, numbers: readonly number[]): string[] {
  const shuffled = walk(numbers, (some) => shuffle(key, some));
  return Array.from(shuffled, write);
}

/** The number of a token; null for what none of ours looks like. */
export function readToken(key: TokenKey, token: string): number | null {
  let number = read(token);
  if (number === null) return null;
  do number = unshuffle(key, number);
  while (number >= range);
  return number;
}

/** Those that fall outside of the range are shuffled again until they do not: two times of the mean. */
function walk(numbers: readonly number[], step: (some: Float64Array) => void): Float64Array {
  const result = new Float64Array(numbers);
  step(result);
  const isOutside = (place: number) => (result[place] as number) >= range;
  let outside = numbers.map((_, place) => place).filter(isOutside);
  while (outside.length > 0) {
    const again = new Float64Array(outside.map((place) => result[place] as number));
    step(again);
    outside.forEach((place, at) => {
      result[place] = again[at] as number;
    });
    outside = outside.filter(isOutside);
  }
  return result;
}

/** Undoes `shuffle`, for one number. */
function unshuffle({ schedule }: TokenKey, number: number): number {
  let mixed = Math.floor(number / half);
  let still = number - mixed * half;
  for (let round = rounds - 1; round >= 0; round -= 1) {
    const before = still ^ (aes.encrypt(schedule, mixed + round * half, 0, 0, 0).s0 & (half - 1));
    [still, mixed] = [mixed, before];
  }
  return mixed * half + still;
}

/**
 * Shuffles these numbers where they stand. Loops over memory that is written over, because a text is one number of five hundred and
 * every one goes through some sixteen rounds: lists made anew in each round were a sixth of all that was allocated for a text with a link.
 */
function shuffle({ cipher }: TokenKey, numbers: Float64Array): void {
  const count = numbers.length;
  const [left, right] = [new Int32Array(count), new Int32Array(count)];
  for (let at = 0; at < count; at += 1) {
    const number = numbers[at] as number;
    left[at] = Math.floor(number / half);
    right[at] = number - (left[at] as number) * half;
  }
  let [still, mixed] = [right, left];
  const plain = new DataView(new ArrayBuffer(count * blockBytes));
  for (let round = 0; round < rounds; round += 1) {
    for (let at = 0; at < count; at += 1)
      plain.setUint32(at * blockBytes, (still[at] as number) + round * half, true);
    const { buffer, byteOffset, byteLength } = cipher.update(plain);
    const noise = new DataView(buffer, byteOffset, byteLength);
    for (let at = 0; at < count; at += 1)
      mixed[at] = (mixed[at] as number) ^ (noise.getUint32(at * blockBytes, true) & (half - 1));
    [still, mixed] = [mixed, still];
  }
  for (let at = 0; at < count; at += 1) numbers[at] = (mixed[at] as number) * half + (still[at] as number);
}

// A number of seven letters is too large for the arithmetic of integers, which is the fast one; its first three letters and its last four are not.
const lastLetters = 4;
const ofLast = letters.length ** lastLetters;

function write(number: number): string {
  const first = Math.floor(number / ofLast);
  return spell(first, tokenLength - lastLetters) + spell(number - first * ofLast, lastLetters);
}

function spell(number: number, places: number): string {
  let rest = number;
  let spelt = '';
  for (let place = 0; place < places; place += 1) {
    spelt = letters[rest % letters.length] + spelt;
    rest = Math.floor(rest / letters.length);
  }
  return spelt;
}

function read(token: string): number | null {
  if (token.length !== tokenLength) return null;
  let number = 0;
  for (const letter of token) {
    const value = letters.indexOf(letter);
    if (value < 0) return null;
    number = number * letters.length + value;
  }
  return number;
}
