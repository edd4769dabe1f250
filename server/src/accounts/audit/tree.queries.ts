import type { JsonObject } from '../../platform/canonical-json.ts';
import type { SystemTx, Tx } from '../../platform/db/pool.ts';
import type { CoveredEntry } from './audit-entry.ts';
import type { Checkpoint } from './checkpoint.ts';
import { type Edge, type FullNode, type KeptRun, readEdge, writeEdge } from './merkle.ts';

export type Tree = {
  readonly size: number;
  readonly edge: Edge;
  readonly checkpointSize: number;
  readonly checkpointAt: Date | null;
  /** By the database's own clock: what is signed is real time, whatever hour a rehearsal plays. */
  readonly now: Date;
};

type TreeRow = Omit<Tree, 'edge'> & { edge: Buffer };
const treeColumns = `size, edge, checkpoint_size as "checkpointSize", checkpoint_at as "checkpointAt", clock_timestamp() as now`;

/** Workspaces whose tree has something to do: entries to place, or leaves that wait for a checkpoint for so long. */
export async function listGrowingAudits(tx: SystemTx, checkpointAfterMs: number): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>({
    name: 'list_growing_audits',
    text: 'select list_growing_audits($1) as id',
    values: [checkpointAfterMs],
  });
  return rows.map(({ id }) => id);
}

/** The tree of this workspace for whoever grows it; null while somebody else does. */
export async function lockTree(tx: Tx): Promise<Tree | null> {
  await tx.query({
    name: 'ensure_audit_tree',
    text: 'insert into audit_tree (workspace_id) values ($1) on conflict (workspace_id) do nothing',
    values: [tx.workspaceId],
  });
  const { rows } = await tx.query<TreeRow>({
    name: 'lock_audit_tree',
    text: `select ${treeColumns} from audit_tree where workspace_id = $1 for update skip locked`,
    values: [tx.workspaceId],
  });
  return rows[0] ? { ...rows[0], edge: readEdge(rows[0].size, rows[0].edge) } : null;
}

export async function findTree(tx: Tx): Promise<Tree | null> {
  const { rows } = await tx.query<TreeRow>({
    name: 'find_audit_tree',
    text: `select ${treeColumns} from audit_tree where workspace_id = $1`,
    values: [tx.workspaceId],
  });
  return rows[0] ? { ...rows[0], edge: readEdge(rows[0].size, rows[0].edge) } : null;
}

export async function saveTree(tx: Tx, size: number, edge: Edge): Promise<void> {
  await tx.query({
    name: 'save_audit_tree',
    text: 'update audit_tree set size = $2, edge = $3 where workspace_id = $1',
    values: [tx.workspaceId, size, writeEdge(edge)],
  });
}

/** The instant as the tree covers it, in full; a Date would lose its microseconds. */
export const exactTime = (column: string) =>
  `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** Entries that have no place yet, in the order in which they were begun. */
export async function listUnplaced(tx: Tx, limit: number): Promise<CoveredEntry[]> {
  const { rows } = await tx.query<CoveredEntry & { before: JsonObject | null; after: JsonObject | null }>({
    name: 'list_unplaced_audit',
    text: `select id, ${exactTime('at')} as at, actor, act, object, before, after, subject, commitments
      from audit_entry where workspace_id = $1 and sequence is null order by id limit $2`,
    values: [tx.workspaceId, limit],
  });
  return rows;
}

export type Placed = { readonly id: number; readonly sequence: number; readonly leafHash: Buffer };

export async function placeEntries(tx: Tx, placed: readonly Placed[]): Promise<void> {
  await tx.query({
    name: 'place_audit_entries',
    text: `update audit_entry e set sequence = p.sequence, leaf_hash = p.leaf_hash
      from unnest($2::bigint[], $3::bigint[], $4::bytea[]) p (id, sequence, leaf_hash)
      where e.workspace_id = $1 and e.id = p.id and e.sequence is null`,
    values: [
      tx.workspaceId,
      placed.map(({ id }) => id),
      placed.map(({ sequence }) => sequence),
      placed.map((one) => one.leafHash),
    ],
  });
}

export async function insertNodes(tx: Tx, nodes: readonly FullNode[]): Promise<void> {
  if (nodes.length === 0) return;
  await tx.query(
    `insert into audit_node (workspace_id, level, position, hash)
     select $1, n.level, n.position, n.hash from unnest($2::smallint[], $3::bigint[], $4::bytea[]) n (level, position, hash)`,
    [
      tx.workspaceId,
      nodes.map(({ level }) => level),
      nodes.map(({ position }) => position),
      nodes.map(({ hash }) => hash),
    ],
  );
}

/** Hashes of kept nodes that stand side by side; level 0 are the leaves. */
export async function listRun(tx: Tx, { level, from, count }: KeptRun): Promise<FullNode[]> {
  const source =
    level === 0
      ? 'select sequence as position, leaf_hash as hash from audit_entry where workspace_id = $1 and sequence >= $2 and sequence < $3 and $4 = 0'
      : 'select position, hash from audit_node where workspace_id = $1 and position >= $2 and position < $3 and level = $4';
  const { rows } = await tx.query<{ position: number; hash: Buffer }>(`${source} order by 1`, [
    tx.workspaceId,
    from,
    from + count,
    level,
  ]);
  return rows.map((row) => ({ level, ...row }));
}

export async function insertCheckpoint(tx: Tx, one: Checkpoint): Promise<void> {
  await tx.query(
    'insert into audit_checkpoint (workspace_id, size, root, signed_at, key_id, public_key, signature) values ($1, $2, $3, $4, $5, $6, $7)',
    [tx.workspaceId, one.size, one.root, one.signedAt, one.keyId, one.publicKey, one.signature],
  );
  await tx.query('update audit_tree set checkpoint_size = $2, checkpoint_at = $3 where workspace_id = $1', [
    tx.workspaceId,
    one.size,
    one.signedAt,
  ]);
}

const checkpointColumns = `workspace_id as "workspaceId", size, root, signed_at as "signedAt", key_id as "keyId", public_key as "publicKey", signature`;

/** Newest first, those of trees smaller than `below`. */
export async function listCheckpoints(tx: Tx, below: number | null, limit: number): Promise<Checkpoint[]> {
  const { rows } = await tx.query<Checkpoint>(
    `select ${checkpointColumns} from audit_checkpoint
     where workspace_id = $1 and ($2::bigint is null or size < $2) order by size desc limit $3`,
    [tx.workspaceId, below, limit],
  );
  return rows;
}

/** Oldest first, for those who go through all of them. */
export async function listCheckpointsAfter(tx: Tx, above: number, limit: number): Promise<Checkpoint[]> {
  const { rows } = await tx.query<Checkpoint>(
    `select ${checkpointColumns} from audit_checkpoint where workspace_id = $1 and size > $2 order by size limit $3`,
    [tx.workspaceId, above, limit],
  );
  return rows;
}

export async function listUnpublished(tx: Tx, limit: number): Promise<Checkpoint[]> {
  const { rows } = await tx.query<Checkpoint>({
    name: 'list_unpublished_checkpoints',
    text: `select ${checkpointColumns} from audit_checkpoint
      where workspace_id = $1 and published_at is null order by size limit $2`,
    values: [tx.workspaceId, limit],
  });
  return rows;
}

export async function markPublished(tx: Tx, size: number): Promise<void> {
  await tx.query(
    'update audit_checkpoint set published_at = clock_timestamp() where workspace_id = $1 and size = $2',
    [tx.workspaceId, size],
  );
}
