import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.ts';

/** Keeps connections to hosts that somebody has entered out of this machine and its network. */
export type Guard = {
  /** Whether this is an address in figures that is not public, which is connected to without being looked up, or a name of this machine. */
  isClosed(host: string): boolean;
  /** How names become addresses; what it finds is what is connected to, so that no second answer slips in. */
  readonly lookup: LookupFunction;
};

/** A name that leads to an address that is not public. Nothing has left, as with a name that there is not. */
export class ClosedAddress extends Error {
  readonly code = 'ENOTFOUND';
}

// Names that lead to the machine itself, whatever a name server says (RFC 6761).
const isOwnName = (host: string) => /(^|\.)localhost\.?$/i.test(host);

/** @param inside hosts that may be anywhere, as an operator has said, in small letters */
export function guardOutside(
  inside: ReadonlySet<string> = new Set(),
  lookup: LookupFunction = systemLookup as LookupFunction,
): Guard {
  // Names are the same however they are cased, and an operator's are in small letters.
  const isInside = (host: string) => inside.has(host.toLowerCase());
  return {
    isClosed: (host) => !isInside(host) && (isOwnName(host) || (isIP(host) !== 0 && !isPublicAddress(host))),
    lookup: (host, options, answer) =>
      lookup(host, { ...options, all: true }, (error, found) => {
        const addresses = Array.isArray(found) ? found : [];
        if (error || addresses.length === 0) return answer(error ?? new Error('no address'), []);
        // One closed address among open ones is a trap as well: who knows which would be taken.
        if (!isInside(host) && !addresses.every(({ address }) => isPublicAddress(address)))
          return answer(new ClosedAddress(`${host} leads to an address that is not public`), []);
        const [first] = addresses;
        return options.all ? answer(null, addresses) : answer(null, first?.address ?? '', first?.family);
      }),
  };
}
