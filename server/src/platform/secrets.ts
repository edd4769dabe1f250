import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { Internal } from './errors.ts';

export type Secrets = {
  /** AES-256-GCM. `place` (table, column, row) is bound in: a sealed value moved elsewhere does not open. */
  seal(plain: string, place: string): Buffer;
  open(sealed: Buffer, place: string): string;
  /** A signature for links and cookies, bound to its purpose; base64url. */
  sign(text: string, purpose: string): string;
};

const formatVersion = 1;

/** Derives one key for sealing and one for signing from the installation's secret key (at least 32 characters). */
export function openSecrets(secretKey: string): Secrets {
  const derive = (info: string) => Buffer.from(hkdfSync('sha256', secretKey, 'tidings', info, 32));
  const sealingKey = derive('seal');
  const signingKey = derive('sign');
  return {
    seal(plain, place) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealingKey, nonce).setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.from([formatVersion]), nonce, cipher.getAuthTag(), body]);
    },
    open(sealed, place) {
      try {
        if (sealed[0] !== formatVersion) throw new Error('unknown format');
        const decipher = createDecipheriv('aes-256-gcm', sealingKey, sealed.subarray(1, 13))
          .setAAD(Buffer.from(place))
          .setAuthTag(sealed.subarray(13, 29));
        return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString('utf8');
      } catch {
        throw new Internal(
          'secret.cannot_be_opened',
          'A stored secret cannot be opened: the secret key is not the one it was sealed with.',
        );
      }
    },
    sign: (text, purpose) =>
      createHmac('sha256', signingKey).update(`${purpose}\n${text}`).digest('base64url'),
  };
}

export function sha256(text: string | Buffer): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Compares without telling by its duration where two secrets differ. */
export function isSameSecret(a: string | Buffer, b: string | Buffer): boolean {
  return timingSafeEqual(sha256(a), sha256(b));
}
