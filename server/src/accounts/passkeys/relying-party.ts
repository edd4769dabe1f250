import { Conflict } from '../../platform/errors.ts';
import { isOwnOrigin } from '../csrf.ts';

/** What passkeys are bound to: the name of our host, and the whole origin that pages must come from. */
export type RelyingParty = { readonly id: string; readonly origin: string };

/**
 * The address people were told about and no other, or a passkey made at one address would be looked for at another. Where
 * the operator has not said, only localhost will do: browsers take no passkeys for addresses without a name, and none
 * without TLS elsewhere.
 */
export function relyingPartyOf(
  request: { readonly origin: string | undefined; readonly host: string | undefined },
  publicOrigin: string | null,
): RelyingParty {
  const { origin, host } = request;
  const own = publicOrigin ?? (isOwnOrigin({ origin, host }, null) ? origin : undefined);
  const url = own !== undefined && URL.canParse(own) ? new URL(own) : null;
  if (url && isFitForPasskeys(url, publicOrigin !== null)) return { id: url.hostname, origin: url.origin };
  throw new Conflict(
    'passkey.needs_public_url',
    'Passkeys need a name and TLS: set TIDINGS_PUBLIC_URL to the https address that people use, or open Tidings at http://localhost on its own machine.',
  );
}

function isFitForPasskeys({ protocol, hostname }: URL, isTold: boolean): boolean {
  if (hostname === 'localhost') return true;
  const isNumber = hostname.startsWith('[') || /^[0-9.]+$/.test(hostname);
  return isTold && protocol === 'https:' && !isNumber;
}
