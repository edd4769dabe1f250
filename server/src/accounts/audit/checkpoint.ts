import { Internal } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import type { Secrets } from '../../platform/secrets.ts';

/** The tree of one workspace as it stood at one moment, signed. Kept elsewhere, it finds whoever rewrites all of ours. */
export type Checkpoint = {
  readonly workspaceId: string;
  readonly size: number;
  readonly root: Buffer;
  readonly signedAt: Date;
  /** The first 16 hex digits of the SHA-256 of the public key. */
  readonly keyId: string;
  /** 32 bytes in base64. */
  readonly publicKey: string;
  /** Ed25519 over `checkpointText`. */
  readonly signature: Buffer;
};

/** What is signed: five lines, each ended by a newline. */
export function checkpointText({
  workspaceId,
  size,
  root,
  signedAt,
}: Pick<Checkpoint, 'workspaceId' | 'size' | 'root' | 'signedAt'>): string {
  return `tidings audit checkpoint v1\n${publicId('wsp', workspaceId)}\n${size}\n${root.toString('hex')}\n${signedAt.toISOString()}\n`;
}

export function signCheckpoint(
  secrets: Pick<Secrets, 'attest' | 'attestationKeys'>,
  tree: Pick<Checkpoint, 'workspaceId' | 'size' | 'root' | 'signedAt'>,
): Checkpoint {
  const [key] = secrets.attestationKeys;
  if (!key) throw new Internal('audit.no_key', 'There is no key to sign a checkpoint with.');
  return {
    ...tree,
    keyId: key.id,
    publicKey: key.publicKey,
    signature: secrets.attest(checkpointText(tree)),
  };
}

/** As it goes out: in answers, files, calls and log lines alike. */
export type CheckpointBody = {
  object: 'audit_checkpoint';
  workspace: string;
  size: number;
  root: string;
  signed_at: string;
  key_id: string;
  public_key: string;
  signature: string;
};

export function toCheckpointBody(checkpoint: Checkpoint): CheckpointBody {
  return {
    object: 'audit_checkpoint',
    workspace: publicId('wsp', checkpoint.workspaceId),
    size: checkpoint.size,
    root: checkpoint.root.toString('hex'),
    signed_at: checkpoint.signedAt.toISOString(),
    key_id: checkpoint.keyId,
    public_key: checkpoint.publicKey,
    signature: checkpoint.signature.toString('base64'),
  };
}
