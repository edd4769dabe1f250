import { createHash, createPublicKey, verify } from 'node:crypto';

/** A signed word of the service on its audit: so many entries, with this root, at this time. */
export type AuditCheckpoint = {
  /** `wsp_…` */
  readonly workspace: string;
  readonly size: number;
  /** SHA-256, in hex. */
  readonly root: string;
  /** RFC 3339, UTC, to the millisecond. */
  readonly signed_at: string;
  readonly key_id: string;
  /** Ed25519, 32 bytes in base64. */
  readonly public_key: string;
  /** Ed25519, 64 bytes in base64. */
  readonly signature: string;
};

/** The five lines that are signed. */
export const checkpointText = ({ workspace, size, root, signed_at }: AuditCheckpoint): string =>
  `tidings audit checkpoint v1\n${workspace}\n${size}\n${root}\n${signed_at}\n`;

// RFC 8410: what stands before the 32 bytes of an Ed25519 public key.
const publicKeyHead = Buffer.from('302a300506032b6570032100', 'hex');

/** Whether a checkpoint was signed by the key that it names. Whose key that is, it cannot say: compare `key_id`. */
export function isSigned(checkpoint: AuditCheckpoint): boolean {
  const raw = Buffer.from(checkpoint.public_key, 'base64');
  const id = createHash('sha256').update(raw).digest('hex').slice(0, 16);
  // One spelling only: base64 that decodes to the same bytes in another spelling was changed by somebody.
  const isSpelled =
    raw.toString('base64') === checkpoint.public_key &&
    Buffer.from(checkpoint.signature, 'base64').toString('base64') === checkpoint.signature;
  if (raw.length !== 32 || id !== checkpoint.key_id || !isSpelled) return false;
  const key = createPublicKey({ key: Buffer.concat([publicKeyHead, raw]), format: 'der', type: 'spki' });
  const signature = Buffer.from(checkpoint.signature, 'base64');
  return verify(null, Buffer.from(checkpointText(checkpoint), 'utf8'), key, signature);
}

/** Reads a file of checkpoints, a line of JSON each, as the service appends them; lines of a log that hold one will do too. */
export function readCheckpoints(text: string): AuditCheckpoint[] {
  return text.split('\n').flatMap((line) => {
    if (line.trim() === '') return [];
    let found: unknown;
    try {
      found = JSON.parse(line);
    } catch {
      return [];
    }
    const inner = (found as { checkpoint?: unknown } | null)?.checkpoint ?? found;
    return isCheckpoint(inner) ? [inner] : [];
  });
}

export function isCheckpoint(value: unknown): value is AuditCheckpoint {
  if (typeof value !== 'object' || value === null) return false;
  const one = value as Record<string, unknown>;
  const texts = ['workspace', 'root', 'signed_at', 'key_id', 'public_key', 'signature'];
  return Number.isSafeInteger(one.size) && texts.every((name) => typeof one[name] === 'string');
}
