import { createHash } from 'node:crypto';
import { isSameSecret } from '../../platform/secrets.ts';
import type { CallbackRequest, Verification } from '../callback.ts';
import { badSignature, headerOf, noSignature, readHmacJwt } from '../http/hmac.ts';

// For a day Vonage tries again; older than that is nothing of Vonage's any more.
const oldestMs = 24 * 60 * 60_000;
const clocksMayDifferMs = 5 * 60_000;

const wrong = (sentence: string): Verification => ({ ok: false, sentence });

type Expected = { readonly apiKey: string; readonly secret: string };

/**
 * `authorization: Bearer <JWT>`, signed with the account's signature secret. What it says of the body is its SHA-256; the address is
 * not covered.
 */
export function verifyVonage(request: CallbackRequest, { apiKey, secret }: Expected): Verification {
  const token = /^Bearer ([\w.-]+)$/.exec(headerOf(request, 'authorization') ?? '')?.[1];
  if (token === undefined) return noSignature('Vonage');
  const claims = readHmacJwt(token, secret);
  if (!claims) return badSignature('Vonage');
  const { api_key: key, payload_hash: sum, iat } = claims;
  if (key !== apiKey) return wrong('The callback is of another Vonage account.');
  const expected = createHash('sha256').update(request.rawBody).digest('hex');
  if (typeof sum !== 'string' || !isSameSecret(expected, sum))
    return wrong('The body is not the one whose sum was signed.');
  const ageMs = Date.now() - Number(iat) * 1_000;
  return ageMs <= oldestMs + clocksMayDifferMs && ageMs >= -clocksMayDifferMs
    ? { ok: true }
    : wrong('The callback was signed more than a day ago, or one of the clocks is wrong.');
}
