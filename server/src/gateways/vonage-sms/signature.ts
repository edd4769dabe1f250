import { createHash, createHmac } from 'node:crypto';
import { isSameSecret } from '../../platform/secrets.ts';
import type { CallbackRequest, Verification } from '../callback.ts';
import { badSignature, noSignature } from '../http/hmac.ts';
import { wordOf } from '../http/read-answer.ts';
import { readTold, type Told } from '../http/read-told.ts';

export type SignatureMethod = 'md5hash' | 'md5' | 'sha1' | 'sha256' | 'sha512';

export type Signing = { readonly secret: string; readonly method: SignatureMethod };

const mayDifferMs = 5 * 60_000;

/**
 * `sig` among the fields: of all others, sorted by name, `&name=value` after one another, in which a value's own `&` and `=` are
 * underscores. Then either MD5 of that and the secret, or an HMAC of it.
 */
export function verifyVonageSms(request: CallbackRequest, signing: Signing | null): Verification {
  // The secret of the address has been found right already.
  if (signing === null || isProbe(request)) return { ok: true };
  const told = toldOrNull(request);
  const given = wordOf(told?.sig);
  if (!told || given === null) return noSignature('Vonage');
  const sentAtMs = Number(told.timestamp) * 1_000;
  if (!(Math.abs(Date.now() - sentAtMs) <= mayDifferMs))
    return { ok: false, sentence: 'The callback is older than five minutes, or one of the clocks is wrong.' };
  return isSameSecret(signatureOf(told, signing), given.toLowerCase())
    ? { ok: true }
    : badSignature('Vonage');
}

/** Before it takes an address, Vonage asks with an empty GET whether somebody is there. */
export const isProbe = ({ method, query, rawBody }: CallbackRequest): boolean =>
  method === 'GET' && query.size === 0 && rawBody.length === 0;

function signatureOf(told: Told, { secret, method }: Signing): string {
  const text = Object.keys(told)
    .filter((name) => name !== 'sig')
    .sort()
    .map((name) => `&${name}=${String(told[name]).replace(/[&=]/g, '_')}`)
    .join('');
  if (method === 'md5hash')
    return createHash('md5')
      .update(text + secret, 'utf8')
      .digest('hex');
  return createHmac(method, secret).update(text, 'utf8').digest('hex');
}

function toldOrNull(request: CallbackRequest): Told | null {
  try {
    return readTold(request);
  } catch {
    return null;
  }
}
