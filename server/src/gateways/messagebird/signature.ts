import { createHash } from 'node:crypto';
import { isSameSecret } from '../../platform/secrets.ts';
import type { CallbackRequest, Verification } from '../callback.ts';
import { badSignature, headerOf, hmacBase64, noSignature, readHmacJwt } from '../http/hmac.ts';

const clocksMayDifferSeconds = 5;

/**
 * `MessageBird-Signature-JWT`: a token by the signing key that holds the sums of the whole address and of the body. Accounts of long
 * ago sign with `MessageBird-Signature` instead, over time, sorted query and the sum of the body.
 */
export function verifyMessageBird(request: CallbackRequest, signingKey: string): Verification {
  const token = headerOf(request, 'messagebird-signature-jwt');
  if (token !== null)
    return isSignedToken(request, token, signingKey) ? { ok: true } : badSignature('MessageBird');
  const given = headerOf(request, 'messagebird-signature');
  const at = headerOf(request, 'messagebird-request-timestamp');
  if (given === null || at === null) return noSignature('MessageBird');
  const signed = [`${at}\n`, `${sortedQuery(request.query)}\n`, sumOf(request.rawBody)];
  const isGood = isRecent(at) && isSameSecret(hmacBase64(signingKey, ...signed), given);
  return isGood ? { ok: true } : badSignature('MessageBird');
}

const sumOf = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest();

function isSignedToken({ urls, rawBody }: CallbackRequest, token: string, signingKey: string): boolean {
  const claims = readHmacJwt(token, signingKey);
  if (claims?.iss !== 'MessageBird' || typeof claims.jti !== 'string' || claims.jti === '') return false;
  const now = Date.now() / 1_000;
  const { nbf, exp, url_hash: urlSum, payload_hash: bodySum } = claims;
  if (typeof nbf !== 'number' || nbf > now + clocksMayDifferSeconds) return false;
  if (typeof exp !== 'number' || exp < now - clocksMayDifferSeconds) return false;
  if (!urls.some((url) => sumOf(url).toString('hex') === urlSum)) return false;
  if (rawBody.length === 0) return bodySum === undefined;
  return bodySum === sumOf(rawBody).toString('hex');
}

// A report of the old kind is as good as when it was signed, for as long as MessageBird tries.
const oldestSeconds = 24 * 3_600;

const isRecent = (at: string) => Math.abs(Date.now() / 1_000 - Number(at)) < oldestSeconds;

function sortedQuery(query: URLSearchParams): string {
  const sorted = new URLSearchParams(query);
  sorted.sort();
  return sorted.toString();
}
