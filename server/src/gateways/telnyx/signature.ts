import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { Invalid } from '../../platform/errors.ts';
import type { CallbackRequest, Verification } from '../callback.ts';
import { badSignature, headerOf, noSignature } from '../http/hmac.ts';

// What stands before the 32 bytes of an Ed25519 key in the form that Node reads (RFC 8410).
const head = Buffer.from('302a300506032b6570032100', 'hex');
const keyBytes = 32;
const mayDifferSeconds = 300;

/** The account's public key, of 32 bytes in base64. Throws Invalid where it is none. */
export function readPublicKey(base64: string): KeyObject {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length !== keyBytes)
    throw new Invalid('gateway.bad_setting', 'The public key of the Telnyx account is missing or not whole.');
  return createPublicKey({ key: Buffer.concat([head, bytes]), format: 'der', type: 'spki' });
}

/** `telnyx-signature-ed25519` over the time in `telnyx-timestamp`, a bar, and the raw body. */
export function verifyTelnyx(request: CallbackRequest, key: KeyObject): Verification {
  const signature = headerOf(request, 'telnyx-signature-ed25519');
  const time = headerOf(request, 'telnyx-timestamp');
  if (signature === null || time === null) return noSignature('Telnyx');
  const bytes = Buffer.from(signature, 'base64');
  const signed = Buffer.concat([Buffer.from(`${time}|`, 'utf8'), request.rawBody]);
  // Node reads base64 that is not quite base64; each signature is to have one writing.
  if (bytes.toString('base64') !== signature || !verify(null, signed, key, bytes))
    return badSignature('Telnyx');
  const ageSeconds = Math.abs(Date.now() / 1_000 - Number(time));
  return ageSeconds <= mayDifferSeconds
    ? { ok: true }
    : { ok: false, sentence: 'The callback is older than five minutes, or one of the clocks is wrong.' };
}
