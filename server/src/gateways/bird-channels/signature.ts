import { createHash } from 'node:crypto';
import { isSameSecret } from '../../platform/secrets.ts';
import type { CallbackRequest, Verification } from '../callback.ts';
import { badSignature, headerOf, hmacBase64, noSignature } from '../http/hmac.ts';

/**
 * `messagebird-signature`: base64 of HMAC-SHA256 over time, address and the sum of the body. Bird tries for eight hours and signs none of
 * its tries anew, so the time says nothing of how old a request may be.
 */
export function verifyBirdChannels(request: CallbackRequest, signingKey: string): Verification {
  const given = headerOf(request, 'messagebird-signature');
  const at = headerOf(request, 'messagebird-request-timestamp');
  if (given === null || at === null) return noSignature('Bird');
  const sum = createHash('sha256').update(request.rawBody).digest();
  const isGood = request.urls.some((url) =>
    isSameSecret(hmacBase64(signingKey, `${at}\n${url}\n`, sum), given),
  );
  return isGood ? { ok: true } : badSignature('Bird');
}
