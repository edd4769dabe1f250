import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../../platform/context.ts';
import { listWorkspaceIds } from '../workspace.queries.ts';
import { checkpointAfterMs, growTree } from './grow-tree.ts';
import { type CheckpointPlaces, publishCheckpoints } from './publish-checkpoints.ts';
import { listGrowingAudits } from './tree.queries.ts';

const lookEveryMs = 1_000;
// Somebody has to read the line, and one a minute is enough for that.
const complainEveryMs = 60_000;

/** Keeps the trees of all workspaces as long as the process works. Any number of processes may; they take turns by workspace. */
export async function keepAudit(ctx: Context, places: CheckpointPlaces, signal: AbortSignal): Promise<void> {
  const complaints = new Map<string, number>();
  const complain = (what: string, error: unknown) => {
    const now = performance.now();
    if (now - (complaints.get(what) ?? Number.NEGATIVE_INFINITY) < complainEveryMs) return;
    complaints.set(what, now);
    ctx.log.error({ err: error }, what);
  };
  // What the process before us signed and did not get out.
  const unpublished = new Set<string>(await ctx.db.system(listWorkspaceIds).catch(() => []));
  while (!signal.aborted) {
    try {
      for (const workspaceId of await ctx.db.system((tx) => listGrowingAudits(tx, checkpointAfterMs))) {
        await growTree(ctx, workspaceId);
        unpublished.add(workspaceId);
      }
    } catch (error) {
      complain('Entries of the audit could not be put under its tree; they wait.', error);
    }
    for (const workspaceId of unpublished) {
      try {
        await publishCheckpoints(ctx, workspaceId, places);
        unpublished.delete(workspaceId);
      } catch (error) {
        complain('A checkpoint of the audit could not be sent out; it is tried again.', error);
      }
    }
    await sleep(lookEveryMs, undefined, { signal }).catch(() => {});
  }
}
