import { EventEmitter } from 'node:events';
import { parseCronItems, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import type { Context } from '../context.ts';
import { keepAlive } from './keep-alive.ts';
import { quietLogger, readyPool } from './library.ts';
import type { Schedule, Task, Tasks } from './task.ts';

export type JobRunner = {
  /** Takes no more jobs, tells those in work, and waits for them up to `graceMs`; what is left runs again elsewhere. */
  stop(graceMs: number): Promise<void>;
};

export type RunJobsOptions = {
  readonly tasks: Tasks;
  readonly schedule: Schedule;
  readonly concurrency: number;
};

/** Works on jobs until stopped. `ctx.db` must be the worker's. Survives a database that goes away for a while. */
export async function runJobs(ctx: Context, options: RunJobsOptions): Promise<JobRunner> {
  const events = new EventEmitter() as WorkerEvents;
  const ending = new AbortController();
  const alive = keepAlive(ctx);
  events.on('pool:create', ({ workerPool }) => alive.start(workerPool.id));
  const runner = await run({
    pgPool: readyPool(ctx.db, ctx.log),
    logger: quietLogger(ctx.log),
    events,
    noHandleSignals: true,
    concurrency: options.concurrency,
    pollInterval: 1_000,
    taskList: wrap(ctx, options.tasks, ending.signal),
    parsedCronItems: parseCronItems(
      options.schedule.map(({ task, cron, payload }) => ({
        task,
        match: cron,
        identifier: task,
        payload: { ...payload },
        options: { jobKey: `schedule:${task}`, maxAttempts: 3 },
      })),
    ),
  });
  return {
    async stop(graceMs) {
      ending.abort();
      const impatience = setTimeout(() => void runner.kill().catch(() => {}), graceMs);
      await runner
        .stop()
        .catch((error: Error) => ctx.log.warn({ cause: error.message }, 'Jobs ended unevenly.'));
      clearTimeout(impatience);
      alive.stop();
    },
  };
}

function wrap(ctx: Context, tasks: Tasks, signal: AbortSignal): TaskList {
  const entries = Object.entries(tasks).map(([name, task]): [string, TaskList[string]] => [
    name,
    (payload) => runTask(ctx, name, task, payload, signal),
  ]);
  return Object.fromEntries(entries);
}

async function runTask(
  ctx: Context,
  name: string,
  task: Task,
  payload: unknown,
  signal: AbortSignal,
): Promise<void> {
  try {
    await task(ctx, payload as object, signal);
  } catch (error) {
    ctx.log.error({ task: name, err: error }, 'A job failed and will be tried again.');
    throw error;
  }
}
