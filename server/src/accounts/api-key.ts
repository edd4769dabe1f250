import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { sha256 } from '../platform/secrets.ts';

/**
 * `tk_live_` or `tk_test_` + 32 random bytes + CRC-32, both in base 62 at fixed length. The prefix lets secret scanners find a leaked
 * key; the checksum lets us refuse a mistyped one without asking the database.
 */
const prefixes = { live: 'tk_live_', test: 'tk_test_' } as const;
export type KeyKind = keyof typeof prefixes;
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const randomLength = 43; // 62^43 > 2^256
const checkLength = 6; // 62^6 > 2^32
const shape = new RegExp(`^(tk_(?:live|test)_)([0-9A-Za-z]{${randomLength}})([0-9A-Za-z]{${checkLength}})$`);

// What a listing shows, so that people can tell their keys apart: 36 bits of 256 given away.
const shownLength = prefixes.live.length + 6;

export type NewApiKey = { readonly secret: string; readonly hash: Buffer; readonly prefix: string };

export function newApiKey(entropy: Buffer = randomBytes(32), kind: KeyKind = 'live'): NewApiKey {
  const prefix = prefixes[kind];
  const random = base62(BigInt(`0x${entropy.toString('hex')}`), randomLength);
  const secret = `${prefix}${random}${checkOf(prefix, random)}`;
  return { secret, hash: sha256(secret), prefix: secret.slice(0, shownLength) };
}

/** The hash to look a key up by; null when it is none of ours. A fast hash is right for 256 random bits. */
export function hashOfApiKey(secret: string): Buffer | null {
  const match = shape.exec(secret);
  const [, prefix = '', random = '', check] = match ?? [];
  if (check === undefined || check !== checkOf(prefix, random)) return null;
  return sha256(secret);
}

const checkOf = (prefix: string, random: string) => base62(BigInt(crc32(prefix + random)), checkLength);

function base62(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest /= 62n) text = digits[Number(rest % 62n)] + text;
  return text;
}
