import { createPrivateKey, type KeyObject, randomUUID, sign } from 'node:crypto';
import { Invalid } from '../../platform/errors.ts';

const goodForSeconds = 15 * 60;
// One that ends while its request is on the way would be refused, and the gateway rested for it.
const renewedBeforeSeconds = 5 * 60;

const encode = (value: unknown) => Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');

/** The key of an application as its file holds it. Throws Invalid where it cannot sign. */
export function readPrivateKey(pem: string): KeyObject {
  try {
    // Some tools keep it on one line.
    const key = createPrivateKey(pem.replaceAll('\\n', '\n'));
    if (key.asymmetricKeyType === 'rsa') return key;
  } catch {
    // What it was must not stand in an error.
  }
  throw new Invalid(
    'gateway.bad_setting',
    'The private key of the Vonage application cannot be read. Paste the whole file private.key, first and last line included.',
  );
}

/** What a request of an application carries: a token that is made anew every ten minutes, and not for each text. */
export function applicationTokens(applicationId: string, key: KeyObject): () => string {
  let token = '';
  let endsAt = 0;
  return () => {
    const now = Math.floor(Date.now() / 1_000);
    if (now < endsAt - renewedBeforeSeconds && now >= endsAt - goodForSeconds) return token;
    endsAt = now + goodForSeconds;
    const claims = { application_id: applicationId, iat: now, exp: endsAt, jti: randomUUID() };
    const text = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}`;
    token = `Bearer ${text}.${sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`;
    return token;
  };
}
