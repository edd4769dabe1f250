import { type Cipheriv, createCipheriv } from 'node:crypto';
import { tokenLength } from '@tidings/policy/content';
import { sha256 } from '../platform/secrets.ts';

/**
 * The seven letters at the end of a short link. Every text gets numbers of its own, one after another; a token is such a
 * number after a secret shuffle of all that seven letters can say (58^7, 2.2 × 10^12). So no row is written for a text, and
 * who knows a thousand tokens knows nothing of the next: with ten million texts under way a guess finds one in 200,000.
 *
 * The shuffle is a Feistel network of eight rounds over 42 bits with AES-256 as its round function, walked until it falls
 * inside the range (format-preserving encryption as in NIST SP 800-38G, without a tweak). Many numbers are shuffled by one
 * call a round.
 */
export type TokenKey = {
  /** Which key it is, for the row of the numbers: eight hex digits that tell nothing of it. */
  readonly id: string;
  readonly cipher: Cipheriv;
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
  return { id: sha256(secret).toString('hex').slice(0, 8), cipher };
}

/** The tokens of these numbers, each from 0 to 58^7 − 1. */
export function writeTokens(key: TokenKey, numbers: readonly number[]): string[] {
  return walk(numbers, (some) => shuffle(key, some, forth)).map(write);
}

/** The number of a token; null for what none of ours looks like. */
export function readToken(key: TokenKey, token: string): number | null {
  const place = read(token);
  if (place === null) return null;
  return walk([place], (some) => shuffle(key, some, back))[0] ?? null;
}

/** Those that fall outside of the range are shuffled again until they do not: two times of the mean. */
function walk(numbers: readonly number[], step: (some: number[]) => number[]): number[] {
  const result = step([...numbers]);
  for (;;) {
    const outside = result.flatMap((number, index) => (number >= range ? [index] : []));
    if (outside.length === 0) return result;
    const again = step(outside.map((index) => result[index] as number));
    for (const [at, index] of outside.entries()) result[index] = again[at] as number;
  }
}

const forth = Array.from({ length: rounds }, (_, round) => round);
const back = forth.toReversed();

function shuffle(key: TokenKey, numbers: readonly number[], order: readonly number[]): number[] {
  // Backwards the halves have changed places; the rest is the same network.
  const isBack = order[0] !== 0;
  const left = numbers.map((number) => Math.floor(number / half));
  const right = numbers.map((number) => number % half);
  let [still, mixed] = isBack ? [left, right] : [right, left];
  const plain = Buffer.alloc(numbers.length * blockBytes);
  for (const round of order) {
    for (const [index, value] of still.entries())
      plain.writeUInt32LE(value + round * half, index * blockBytes);
    const noise = key.cipher.update(plain);
    const next = mixed.map((value, index) => value ^ (noise.readUInt32LE(index * blockBytes) & (half - 1)));
    [still, mixed] = [next, still];
  }
  const [high, low] = isBack ? [still, mixed] : [mixed, still];
  return high.map((value, index) => value * half + (low[index] as number));
}

function write(number: number): string {
  let rest = number;
  let token = '';
  for (let place = 0; place < tokenLength; place += 1) {
    token = letters[rest % letters.length] + token;
    rest = Math.floor(rest / letters.length);
  }
  return token;
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
