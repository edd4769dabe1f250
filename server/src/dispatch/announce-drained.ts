import type { Context } from '../platform/context.ts';
import { announce } from '../platform/jobs/index.ts';
import { isLaunchedRun, isRunDrained } from './run.queries.ts';

/**
 * Tells the house that nobody of a run waits any more. Two workers that finish the last two chunks together may both
 * say so, and one that dies here says nothing (the sweep does); whoever listens must take it twice.
 */
export async function announceIfDrained(
  ctx: Pick<Context, 'db'>,
  workspaceId: string,
  runId: string,
): Promise<void> {
  await ctx.db.tx(workspaceId, async (tx) => {
    // The runs of a program's single texts and of its answers last, so they are never through.
    if ((await isLaunchedRun(tx, runId)) && (await isRunDrained(tx, runId)))
      await announce(tx, workspaceId, 'run.drained', { run_id: runId });
  });
}
