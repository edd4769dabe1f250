import { runOnce, type TaskList } from 'graphile-worker';
import type { Context } from '../context.ts';
import { awaited, isOnLastTry, quietLogger, readyPool } from './library.ts';
import type { Tasks } from './task.ts';

/**
 * Runs everything that is due, and what that enqueues, until nothing is left; throws what the first failed job threw.
 * For commands and tests that want to see the end of a matter before they go on. `ctx.db` must be the worker's.
 */
export async function drainJobs(ctx: Context, tasks: Tasks): Promise<void> {
  const failures: unknown[] = [];
  const never = new AbortController().signal;
  const entries = Object.entries(tasks).map(([name, task]): [string, TaskList[string]] => [
    name,
    async (payload, { job }) => {
      try {
        await task(ctx, payload as object, never, isOnLastTry(job));
      } catch (error) {
        failures.push(error);
        throw error;
      }
    },
  ]);
  const logger = quietLogger({ ...ctx.log, error: () => {} });
  await runOnce({
    pgPool: readyPool(ctx.db, ctx.log),
    logger,
    noHandleSignals: true,
    preset: awaited,
    taskList: Object.fromEntries(entries),
  });
  if (failures.length > 0) throw failures[0];
}
