import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { sha256 } from '../platform/secrets.ts';

/**
 * `tk_live_` + 32 random bytes + CRC-32, both in base 62 at fixed length. The prefix lets secret scanners find a leaked
 * key; the checksum lets us refuse a mistyped one without asking the database.
 */
const prefix = 'tk_live_';
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const randomLength = 43; // 62^43 > 2^256
const checkLength = 6; // 62^6 > 2^32
const shape = new RegExp(`^${prefix}([0-9A-Za-z]{${randomLength}})([0-9A-Za-z]{${checkLength}})$`);

// What a listing shows, so that people can tell their keys apart: 36 bits of 256 given away.
const shownLength = prefix.length + 6;

export type NewApiKey = { readonly secret: string; readonly hash: Buffer; readonly prefix: string };

export function newApiKey(entropy: Buffer = randomBytes(32)): NewApiKey {
  const random = base62(BigInt(`0x${entropy.toString('hex')}`), randomLength);
  const secret = `${prefix}${random}${checkOf(random)}`;
  return { secret, hash: sha256(secret), prefix: secret.slice(0, shownLength) };
}

/** The hash to look a key up by; null when it is none of ours. A fast hash is right for 256 random bits. */
export function hashOfApiKey(secret: string): Buffer | null {
  const match = shape.exec(secret);
  if (!match?.[1] || match[2] !== checkOf(match[1])) return null;
  return sha256(secret);
}

const checkOf = (random: string) => base62(BigInt(crc32(prefix + random)), checkLength);

function base62(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest /= 62n) text = digits[Number(rest % 62n)] + text;
  return text;
}
