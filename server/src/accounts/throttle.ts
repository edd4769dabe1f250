import { isIPv6 } from 'node:net';
import { sha256 } from '../platform/secrets.ts';

/** After so many failures each further one doubles the wait, up to a longest. Waits end by themselves: nobody is locked out. */
export type ThrottleRule = {
  readonly freeFailures: number;
  readonly longestSeconds: number;
  /** The first wait, from which each next one is double; two seconds unless told. */
  readonly firstSeconds?: number;
};

export const accountRule: ThrottleRule = { freeFailures: 5, longestSeconds: 900 };
// Many people sit behind one address, in offices and behind mobile carriers.
export const addressRule: ThrottleRule = { freeFailures: 30, longestSeconds: 3_600 };

export const resetRule: ThrottleRule = { freeFailures: 3, longestSeconds: 3_600, firstSeconds: 1_200 };

// A quarter of an hour without an attempt, beyond any wait, and the past is forgotten.
export const forgetAfterSeconds = 900;

export function waitSeconds(rule: ThrottleRule, failures: number): number {
  if (failures <= rule.freeFailures) return 0;
  const doublings = Math.min(20, failures - rule.freeFailures - 1);
  return Math.min(rule.longestSeconds, (rule.firstSeconds ?? 2) * 2 ** doublings);
}

/** What is counted: hashed, because the table of failed attempts need not be a list of people. */
export type Throttled = { readonly subject: string; readonly rule: ThrottleRule };

/**
 * A browser that has signed in to this account before is counted by itself. Otherwise somebody who keeps guessing could
 * keep the true owner waiting for as long as he likes.
 */
export function throttleAccount(email: string, knownDevice: string | null): Throttled {
  const name = knownDevice === null ? 'account' : `device:${knownDevice}`;
  return { subject: `${name}:${sha256(email).toString('hex')}`, rule: accountRule };
}

/** Codes have a million values, so an account gets few tries. Only whoever has shown the password is counted here. */
export function throttleCodes(accountId: string): Throttled {
  return { subject: `code:${accountId}`, rule: accountRule };
}

/** Three letters an hour and an account: nobody fills somebody's mailbox. */
export function throttleResets(email: string): Throttled {
  return { subject: `reset:${sha256(email).toString('hex')}`, rule: resetRule };
}

export function throttleAddress(address: string): Throttled {
  return { subject: `address:${networkOf(address)}`, rule: addressRule };
}

/** One household or server has a whole /64 of IPv6, so that is what is counted. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  const plain = address.split('%')[0] ?? address;
  if (!isIPv6(plain)) return plain;
  return `${expand(plain).slice(0, 4).join(':')}::/64`;
}

function expand(address: string): string[] {
  const [head = '', tail] = address.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array<string>(zeros).fill('0'), ...right].map((group) => group.replace(/^0+(?=.)/, ''));
}
