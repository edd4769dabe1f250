import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  sign,
  timingSafeEqual,
} from 'node:crypto';
import { Internal } from './errors.ts';

export type Secrets = {
  /** AES-256-GCM. `place` (table, column, row) is bound in: a sealed value moved elsewhere does not open. */
  seal(plain: string, place: string): Buffer;
  open(sealed: Buffer, place: string): string;
  /** The same value sealed with the present key; null where it is already. Throws as `open` does where no key opens it. */
  reseal(sealed: Buffer, place: string): Buffer | null;
  /** A signature for links and cookies, bound to its purpose; base64url. */
  sign(text: string, purpose: string): string;
  /** What `sign` gives with the present key, and after it what it gave with each older one. */
  signWithEach(text: string, purpose: string): string[];
  /** Whether `sign` made this signature of the text, with the present key or with an older one. */
  isSigned(text: string, purpose: string, signature: string): boolean;
  /** An Ed25519 signature by the first of `attestationKeys`, 64 bytes, that anybody can check who has its public half. */
  attest(text: string): Buffer;
  /** The present key, and after it each older one. */
  readonly attestationKeys: readonly AttestationKey[];
};

export type AttestationKey = {
  /** The first 16 hex digits of the SHA-256 of the 32 bytes of the public key. */
  readonly id: string;
  /** Those 32 bytes, base64. */
  readonly publicKey: string;
};

// RFC 8410: what stands before the 32 bytes of an Ed25519 seed in PKCS #8.
const ed25519Head = Buffer.from('302e020100300506032b657004220420', 'hex');
const ed25519Bytes = 32;

const formatVersion = 1;

/**
 * Derives one key each for sealing, signing and attesting from the installation's secret key (at least 32 characters). What was
 * sealed or signed with one of the older keys still opens and counts; new work is done with the present one alone.
 */
export function openSecrets(secretKey: string, olderKeys: readonly string[] = []): Secrets {
  const keys = [secretKey, ...olderKeys];
  const derive = (key: string, info: string) => Buffer.from(hkdfSync('sha256', key, 'tidings', info, 32));
  const sealingKeys = keys.map((key) => derive(key, 'seal'));
  // Made ready once: from bytes it is made anew for every signature, which takes six times as long as signing (10 µs against 1.4).
  const signingKeys = keys.map((key) => createSecretKey(derive(key, 'sign')));
  const [sealingKey, signingKey] = [sealingKeys[0] as Buffer, signingKeys[0] as KeyObject];
  const signWith = (key: KeyObject, text: string, purpose: string) =>
    createHmac('sha256', key).update(`${purpose}\n${text}`).digest('base64url');
  const attestingKeys = keys.map((key) => attestingKeyOf(derive(key, 'attest')));
  const seal = (plain: string, place: string): Buffer => {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', sealingKey, nonce).setAAD(Buffer.from(place));
    const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.from([formatVersion]), nonce, cipher.getAuthTag(), body]);
  };
  const open = (sealed: Buffer, place: string): string => {
    for (const key of sealingKeys) {
      const plain = openWith(key, sealed, place);
      if (plain !== null) return plain;
    }
    throw new Internal(
      'secret.cannot_be_opened',
      'A stored secret cannot be opened: the secret key is not the one it was sealed with.',
    );
  };
  return {
    attest: (text) => sign(null, Buffer.from(text, 'utf8'), attestingKeys[0] as KeyObject),
    attestationKeys: attestingKeys.map(describeKey),
    seal,
    open,
    reseal: (sealed, place) =>
      openWith(sealingKey, sealed, place) === null ? seal(open(sealed, place), place) : null,
    sign: (text, purpose) => signWith(signingKey, text, purpose),
    signWithEach: (text, purpose) => signingKeys.map((key) => signWith(key, text, purpose)),
    isSigned: (text, purpose, signature) =>
      signingKeys.some((key) => isSameSecret(signWith(key, text, purpose), signature)),
  };
}

function attestingKeyOf(seed: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([ed25519Head, seed]), format: 'der', type: 'pkcs8' });
}

function describeKey(key: KeyObject): AttestationKey {
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-ed25519Bytes);
  return { id: sha256(publicKey).toString('hex').slice(0, 16), publicKey: publicKey.toString('base64') };
}

function openWith(key: Buffer, sealed: Buffer, place: string): string | null {
  try {
    if (sealed[0] !== formatVersion) return null;
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13))
      .setAAD(Buffer.from(place))
      .setAuthTag(sealed.subarray(13, 29));
    return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

export function sha256(text: string | Buffer): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Compares without telling by its duration where two secrets differ. */
export function isSameSecret(a: string | Buffer, b: string | Buffer): boolean {
  return timingSafeEqual(sha256(a), sha256(b));
}
