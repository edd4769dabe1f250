import { isSameSecret } from '../../platform/secrets.ts';
import type { CallbackRequest, Verification } from '../callback.ts';
import { badSignature, headerOf, hmacBase64, noSignature } from '../http/hmac.ts';

const oldestSeconds = 5 * 60;

/** Standard Webhooks: `v1,` and base64 of HMAC-SHA256 over id, time and body; several while a secret is changed. */
export function verifyStandardWebhook(carrier: string, request: CallbackRequest, key: Buffer): Verification {
  const id = headerOf(request, 'webhook-id');
  const at = headerOf(request, 'webhook-timestamp');
  const given = headerOf(request, 'webhook-signature');
  if (id === null || at === null || given === null) return noSignature(carrier);
  const expected = `v1,${hmacBase64(key, `${id}.${at}.`, request.rawBody)}`;
  const isRecent = Math.abs(Date.now() / 1_000 - Number(at)) <= oldestSeconds;
  const isGood = isRecent && given.split(' ').some((one) => isSameSecret(one, expected));
  return isGood ? { ok: true } : badSignature(carrier);
}
