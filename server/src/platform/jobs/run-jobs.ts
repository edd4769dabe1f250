import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type ParsedCronItem,
  parseCronItems,
  type Runner,
  run,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import type { Context } from '../context.ts';
import { watchEnd } from './end-of-runner.ts';
import { keepAlive } from './keep-alive.ts';
import { awaited, isOnLastTry, quietLogger, readyPool } from './library.ts';
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

const startAgainAfterMs = 500;

/**
 * Works on jobs until stopped. `ctx.db` must be the worker's. The library ends itself when it cannot write down that a job
 * is done, as when the database goes away for a moment; it is then started again, and the job runs a second time.
 */
export async function runJobs(ctx: Context, options: RunJobsOptions): Promise<JobRunner> {
  const ending = new AbortController();
  const { signal } = ending;
  const ended = new Set<string>();
  let current = await start(ctx, options, ended, signal);

  async function supervise(): Promise<void> {
    while (!signal.aborted) {
      const error = await current.over;
      if (error) warn(ctx, error);
      while (!signal.aborted) {
        await sleep(startAgainAfterMs, undefined, { signal }).catch(() => {});
        const next = signal.aborted
          ? null
          : await start(ctx, options, ended, signal).catch((error: Error) => warn(ctx, error));
        if (!next) continue;
        current = next;
        break;
      }
    }
    // A stop that came while a new one was being started has not reached it.
    await end();
  }

  async function end(): Promise<void> {
    const { runner, over } = current;
    await Promise.race([runner.stop().catch(() => over), over]);
  }

  const supervised = supervise();
  return {
    async stop(graceMs) {
      ending.abort();
      const impatience = setTimeout(() => void current.runner.kill().catch(() => {}), graceMs);
      await end();
      await supervised;
      clearTimeout(impatience);
    },
  };
}

function warn(ctx: Context, error: Error): null {
  ctx.log.warn({ cause: error.message }, 'The jobs stand still for a moment and start again.');
  return null;
}

type Started = {
  readonly runner: Runner;
  /** Settles when nothing more is to be expected of it, with the reason if there was one. */
  readonly over: Promise<Error | null>;
};

async function start(
  ctx: Context,
  options: RunJobsOptions,
  ended: Set<string>,
  signal: AbortSignal,
): Promise<Started> {
  const events = new EventEmitter() as WorkerEvents;
  const alive = keepAlive(ctx, ended);
  const end = watchEnd(events);
  events.on('pool:create', ({ workerPool }) => alive.start(workerPool.id));
  const runner = await run({
    pgPool: readyPool(ctx.db, ctx.log),
    logger: quietLogger(ctx.log),
    events,
    noHandleSignals: true,
    concurrency: options.concurrency,
    pollInterval: 1_000,
    preset: awaited,
    taskList: wrap(options.tasks, (name, task, payload, isLastTry) =>
      end.during(runTask(ctx, name, task, payload, signal, isLastTry)),
    ),
    parsedCronItems: cronItems(options.schedule),
  });
  endWhenStuck(runner, events);
  const over = end.over(runner).then((error) => {
    alive.stop();
    return error;
  });
  return { runner, over };
}

const failuresUntilStuck = 3;

/**
 * The library looks its tasks up once and keeps the answer. When the connection breaks during that look-up it keeps the
 * error, says it again every second, and never does a job any more. Ending it lets the supervisor start a healthy one.
 */
function endWhenStuck(runner: Runner, events: WorkerEvents): void {
  let failures = 0;
  const works = () => {
    failures = 0;
  };
  events.on('worker:getJob:empty', works);
  events.on('job:start', works);
  events.on('worker:getJob:error', () => {
    failures += 1;
    if (failures === failuresUntilStuck) runner.stop('no job can be fetched').catch(() => {});
  });
}

function cronItems(schedule: Schedule): ParsedCronItem[] {
  return parseCronItems(
    schedule.map(({ task, cron, payload }) => ({
      task,
      match: cron,
      identifier: task,
      payload: { ...payload },
      options: { jobKey: `schedule:${task}`, maxAttempts: 3 },
    })),
  );
}

function wrap(
  tasks: Tasks,
  work: (name: string, task: Task, payload: unknown, isLastTry: boolean) => Promise<void>,
): TaskList {
  const entries = Object.entries(tasks).map(([name, task]): [string, TaskList[string]] => [
    name,
    (payload, { job }) => work(name, task, payload, isOnLastTry(job)),
  ]);
  return Object.fromEntries(entries);
}

async function runTask(
  ctx: Context,
  name: string,
  task: Task,
  payload: unknown,
  signal: AbortSignal,
  isLastTry: boolean,
): Promise<void> {
  try {
    await ctx.tracer.follow(`job ${name}`, { ids: { job: name } }, () =>
      task(ctx, payload as object, signal, isLastTry),
    );
  } catch (error) {
    ctx.log.error({ task: name, err: error }, 'A job failed and will be tried again.');
    throw error;
  }
}
