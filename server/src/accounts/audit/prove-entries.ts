import type { Tx } from '../../platform/db/pool.ts';
import type { FoundEntry } from '../audit.queries.ts';
import { coveredBy } from './audit-entry.ts';
import { type CheckpointBody, toCheckpointBody } from './checkpoint.ts';
import { proveInclusion } from './prove.ts';
import { listCheckpoints } from './tree.queries.ts';

/** An entry with what leads from it to the root of a checkpoint; no hashes where none covers it yet. */
export type AuditProof = {
  readonly sequence: number | null;
  readonly leaf_hash: string | null;
  readonly entry: ReturnType<typeof coveredBy>;
  readonly hashes: readonly string[] | null;
};

/** Proves entries against the newest checkpoint; null where nothing was signed yet. */
export async function proveEntries(
  tx: Tx,
  entries: readonly FoundEntry[],
): Promise<{ checkpoint: CheckpointBody | null; entries: AuditProof[] }> {
  const [newest] = await listCheckpoints(tx, null, 1);
  const proved: AuditProof[] = [];
  for (const found of entries) {
    const { sequence, leafHash } = found;
    const isCovered = newest !== undefined && sequence !== null && sequence < newest.size;
    const hashes = isCovered ? await proveInclusion(tx, sequence, newest.size) : null;
    proved.push({
      sequence,
      leaf_hash: leafHash?.toString('hex') ?? null,
      entry: coveredBy(tx.workspaceId, found),
      hashes: hashes?.map((hash) => hash.toString('hex')) ?? null,
    });
  }
  return { checkpoint: newest ? toCheckpointBody(newest) : null, entries: proved };
}
