import { createHmac } from 'node:crypto';
import { isSameSecret } from '../../platform/secrets.ts';
import type { CallbackRequest, Verification } from '../callback.ts';
import { jsonObject } from './read-answer.ts';

/** One header; null where it is missing or came twice. */
export function headerOf({ headers }: CallbackRequest, name: string): string | null {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

export const badSignature = (carrier: string): Verification => ({
  ok: false,
  sentence: `The signature is not ${carrier}’s for this account. Compare the signing key, and whether TIDINGS_PUBLIC_URL is the very address that ${carrier} calls.`,
});

export const noSignature = (carrier: string): Verification => ({
  ok: false,
  sentence: `The request carries no signature of ${carrier}’s.`,
});

/** Base64 of HMAC-SHA256 over pieces one after another. */
export function hmacBase64(key: string | Buffer, ...pieces: readonly (string | Buffer)[]): string {
  const hmac = createHmac('sha256', key);
  for (const piece of pieces) hmac.update(piece);
  return hmac.digest('base64');
}

const digests: Readonly<Record<string, string>> = { HS256: 'sha256', HS384: 'sha384', HS512: 'sha512' };

/** The claims of a token that was signed with this key by HMAC; null for any other, `alg: none` included. */
export function readHmacJwt(token: string, key: string): Record<string, unknown> | null {
  const [head = '', claims = '', given = '', ...more] = token.split('.');
  if (more.length > 0 || key === '') return null;
  const algorithm = jsonObject(Buffer.from(head, 'base64url').toString('utf8'))?.alg;
  const digest = typeof algorithm === 'string' && Object.hasOwn(digests, algorithm) && digests[algorithm];
  if (!digest) return null;
  const expected = createHmac(digest, key).update(`${head}.${claims}`, 'utf8').digest('base64url');
  if (!isSameSecret(expected, given)) return null;
  return jsonObject(Buffer.from(claims, 'base64url').toString('utf8'));
}
