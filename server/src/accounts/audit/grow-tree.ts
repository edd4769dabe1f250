import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { leafOfEntry } from './audit-entry.ts';
import { signCheckpoint } from './checkpoint.ts';
import { appendLeaf, type FullNode, keptLevels, rootOf } from './merkle.ts';
import {
  insertCheckpoint,
  insertNodes,
  listUnplaced,
  lockTree,
  type Placed,
  placeEntries,
  saveTree,
  type Tree,
} from './tree.queries.ts';

/** A change is covered by a signed checkpoint this long after it was made, or after so many entries, whichever is first. */
export const checkpointAfterMs = 60_000;
export const checkpointAfterEntries = 1_000;

type Signing = Pick<Context, 'db' | 'secrets'>;

/**
 * Gives entries their places in the tree of a workspace and signs it when that is due. The order is that in which they were
 * found: one whose transaction took longer stands behind others that began after it. Returns how many were placed;
 * `isForced` signs whatever no checkpoint covers yet, at once.
 */
export async function growTree(
  ctx: Signing,
  workspaceId: string,
  { isForced = false }: { isForced?: boolean } = {},
): Promise<number> {
  let placed = 0;
  for (;;) {
    const some = await ctx.db.tx(workspaceId, (tx) => growOnce(tx, ctx, isForced));
    placed += some;
    if (some < checkpointAfterEntries) return placed;
  }
}

async function growOnce(tx: Tx, ctx: Signing, isForced: boolean): Promise<number> {
  const tree = await lockTree(tx);
  if (tree === null) return 0;
  const entries = await listUnplaced(tx, checkpointAfterEntries);
  const grown = await appendAll(tx, tree, entries);
  if (isCheckpointDue(grown, isForced)) {
    const signed = {
      workspaceId: tx.workspaceId,
      size: grown.size,
      root: rootOf(grown.edge),
      signedAt: grown.now,
    };
    await insertCheckpoint(tx, signCheckpoint(ctx.secrets, signed));
  }
  return entries.length;
}

async function appendAll(
  tx: Tx,
  tree: Tree,
  entries: Awaited<ReturnType<typeof listUnplaced>>,
): Promise<Tree> {
  if (entries.length === 0) return tree;
  let { edge, size } = tree;
  const placed: Placed[] = [];
  const kept: FullNode[] = [];
  for (const entry of entries) {
    const leafHash = leafOfEntry(tx.workspaceId, entry);
    const next = appendLeaf(edge, leafHash);
    placed.push({ id: entry.id, sequence: size, leafHash });
    kept.push(...next.grown.filter(({ level }) => keptLevels.includes(level)));
    edge = next.edge;
    size += 1;
  }
  await placeEntries(tx, placed);
  await insertNodes(tx, kept);
  await saveTree(tx, size, edge);
  return { ...tree, size, edge };
}

export function isCheckpointDue(
  { size, checkpointSize, checkpointAt, now }: Omit<Tree, 'edge'>,
  isForced = false,
): boolean {
  if (size === checkpointSize) return false;
  return (
    isForced ||
    checkpointAt === null ||
    size - checkpointSize >= checkpointAfterEntries ||
    now.getTime() - checkpointAt.getTime() >= checkpointAfterMs
  );
}
