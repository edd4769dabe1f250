import type { GatewayPlace } from './gateway.ts';

/**
 * Where carriers report. Each account has an address of its own: `<public origin>/callbacks/<gateway id>`, and behind it a
 * secret where the carrier signs nothing. What an adapter puts after that tells receipts from replies.
 */

const unreachable: GatewayPlace = { publicOrigin: null, callbackPath: '', at: (origin) => origin };

/** The place of an account that nobody has told where it is. */
export const nowhere = (): GatewayPlace => unreachable;

/** The whole address for the carrier, `after` being such as `/receipts?ref=…`; null where it cannot reach us. */
export function callbackUrlOf({ publicOrigin, callbackPath }: GatewayPlace, after = ''): string | null {
  return publicOrigin === null ? null : `${publicOrigin}${callbackPath}${after}`;
}

type Signer = {
  sign(text: string, purpose: string): string;
  isSigned(text: string, purpose: string, signature: string): boolean;
};

// Changed by an operator who thinks that somebody has read the address.
const turnOf = (settings: Readonly<Record<string, unknown>>) =>
  typeof settings.callback_turn === 'number' ? settings.callback_turn : 0;

const purpose = 'callbacks of a gateway';

/** The secret in the address of a gateway: 256 bits that follow from the installation's key, so that none need be stored. */
export function callbackToken(
  secrets: Signer,
  id: string,
  settings: Readonly<Record<string, unknown>>,
): string {
  return secrets.sign(`${id} ${turnOf(settings)}`, purpose);
}

/** What is left of a path behind its secret; null where the secret is not the one. */
export function afterToken(
  secrets: Signer,
  id: string,
  settings: Readonly<Record<string, unknown>>,
  path: string,
): string | null {
  const [, token = '', rest = ''] = /^\/([^/]*)(\/.*)?$/.exec(path) ?? [];
  return secrets.isSigned(`${id} ${turnOf(settings)}`, purpose, token) ? rest : null;
}
