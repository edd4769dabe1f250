import { isIPv4, isIPv6 } from 'node:net';
import type { Secrets } from '../secrets.ts';

/**
 * The network a visitor comes from, as it is counted: a whole IPv4 address, and the first 64 bits of an IPv6 one, of which
 * a single household has as many as it likes. IPv4 in IPv6 notation is the IPv4 address.
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped && isIPv4(mapped)) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? [] : Array(Math.max(0, 8 - left.length - right.length)).fill('0');
  const groups = [...left, ...gap, ...right]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16));
  return `${groups.join(':')}::/64`;
}

/** What is kept of a network in order to count it. It cannot be turned back without the secret key. */
export const networkKey = (secrets: Pick<Secrets, 'sign'>, address: string): string =>
  secrets.sign(networkOf(address), 'network').slice(0, 22);
