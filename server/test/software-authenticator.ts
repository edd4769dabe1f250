import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** Ways in which a device, or somebody who has taken one apart, may answer otherwise than it should. */
export type Misbehaviour = {
  readonly origin?: string;
  readonly rpId?: string;
  /** False: it did not ask who its person is. */
  readonly isVerified?: boolean;
  readonly counter?: number;
  readonly challenge?: string;
  readonly userHandle?: string | null;
};

type CreationOptions = { challenge: string; rp: { id: string }; user: { id: string } };
type RequestOptions = { challenge: string; rpId: string };

const base64url = (bytes: Buffer | string) => Buffer.from(bytes).toString('base64url');
const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest();

/**
 * A device as WebAuthn 3 describes it, with one ES256 key and no attestation: it signs what its page asks it to sign, and
 * counts how often. What it gives is what `toJSON()` of a browser's credential gives.
 */
export class SoftwareAuthenticator {
  readonly id = base64url(randomBytes(32));
  readonly #keys: { publicKey: KeyObject; privateKey: KeyObject };
  readonly #origin: string;
  #userHandle = '';
  counter = 0;

  constructor(origin: string) {
    this.#origin = origin;
    this.#keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  }

  create(options: CreationOptions, wrong: Misbehaviour = {}) {
    this.#userHandle = options.user.id;
    const clientData = this.#clientData('webauthn.create', options.challenge, wrong);
    const raw = Buffer.from(this.id, 'base64url');
    const length = Buffer.alloc(2);
    length.writeUInt16BE(raw.length);
    // No make (AAGUID) is said; the id and the key follow the head.
    const attested = Buffer.concat([Buffer.alloc(16), length, raw, this.#coseKey()]);
    const data = Buffer.concat([this.#head(options.rp.id, 0x40, wrong), attested]);
    const attestation = cborMap([
      [cborText('fmt'), cborText('none')],
      [cborText('attStmt'), cborMap([])],
      [cborText('authData'), cborBytes(data)],
    ]);
    return this.#credential({
      clientDataJSON: base64url(clientData),
      attestationObject: base64url(attestation),
      transports: ['internal'],
    });
  }

  get(options: RequestOptions, wrong: Misbehaviour = {}) {
    this.counter = wrong.counter ?? this.counter + 1;
    const clientData = this.#clientData('webauthn.get', options.challenge, wrong);
    const data = this.#head(options.rpId, 0, wrong);
    const signature = sign('sha256', Buffer.concat([data, sha256(clientData)]), this.#keys.privateKey);
    const userHandle = wrong.userHandle === undefined ? this.#userHandle : wrong.userHandle;
    return this.#credential({
      clientDataJSON: base64url(clientData),
      authenticatorData: base64url(data),
      signature: base64url(signature),
      ...(userHandle === null ? {} : { userHandle }),
    });
  }

  #credential<T extends object>(response: T) {
    const { id } = this;
    return { id, rawId: id, type: 'public-key' as const, clientExtensionResults: {}, response };
  }

  #clientData(type: string, challenge: string, wrong: Misbehaviour): string {
    const origin = wrong.origin ?? this.#origin;
    return JSON.stringify({ type, challenge: wrong.challenge ?? challenge, origin, crossOrigin: false });
  }

  /** Hash of the relying party, flags (present 1, verified 4), count. */
  #head(rpId: string, flags: number, wrong: Misbehaviour): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(this.counter);
    const verified = wrong.isVerified === false ? 0 : 4;
    return Buffer.concat([sha256(wrong.rpId ?? rpId), Buffer.from([flags | verified | 1]), count]);
  }

  /** RFC 9053: kty 2 (EC2), alg −7 (ES256), crv 1 (P-256), x, y. */
  #coseKey(): Buffer {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' });
    return cborMap([
      [cborInt(1), cborInt(2)],
      [cborInt(3), cborInt(-7)],
      [cborInt(-1), cborInt(1)],
      [cborInt(-2), cborBytes(Buffer.from(x, 'base64url'))],
      [cborInt(-3), cborBytes(Buffer.from(y, 'base64url'))],
    ]);
  }
}

// As much of CBOR (RFC 8949) as an authenticator needs.
function cborHead(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value]);
  if (value < 256) return Buffer.from([(major << 5) | 24, value]);
  return Buffer.from([(major << 5) | 25, value >> 8, value & 255]);
}
const cborInt = (value: number) => (value < 0 ? cborHead(1, -1 - value) : cborHead(0, value));
const cborText = (text: string) => Buffer.concat([cborHead(3, text.length), Buffer.from(text)]);
const cborBytes = (bytes: Buffer) => Buffer.concat([cborHead(2, bytes.length), bytes]);
const cborMap = (pairs: [Buffer, Buffer][]) => Buffer.concat([cborHead(5, pairs.length), ...pairs.flat()]);
