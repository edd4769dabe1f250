import { createPrivateKey, type KeyObject, sign } from 'node:crypto';

/**
 * `telnyx-signature-ed25519` by a key of 32 bytes in base64. Written from Telnyx's description and not from our adapter: a witness
 * shares nothing with the accused.
 */
export function readSeed(base64: string): KeyObject {
  const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');
  const key = Buffer.concat([pkcs8, Buffer.from(base64, 'base64')]);
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
}

export function signBody(key: KeyObject, body: string): Readonly<Record<string, string>> {
  const time = String(Math.floor(Date.now() / 1_000));
  const signature = sign(null, Buffer.from(`${time}|${body}`), key).toString('base64');
  return { 'telnyx-timestamp': time, 'telnyx-signature-ed25519': signature };
}
