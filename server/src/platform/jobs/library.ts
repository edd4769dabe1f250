import { type Job, Logger } from 'graphile-worker';
import type pg from 'pg';
import type { Db } from '../db/pool.ts';
import type { Log } from '../log.ts';

/**
 * The library speaks of every job it finishes; that is of interest only to somebody who is looking for a fault. Of a job
 * that failed it repeats the error in full, which may quote people; we have written it down by then, without them.
 */
export function quietLogger(log: Log): Logger {
  return new Logger(() => (level, words) => {
    const message = words.replace(/ with error '.*$/s, '.');
    if (level === 'error') log.error({}, message);
    else if (level === 'warning') log.warn({}, message);
    else log.debug({}, message);
  });
}

/**
 * Without these the library writes down what became of a job behind its own back: nobody waits for it at the end, and one
 * that fails takes the process with it as an unhandled rejection. With them it is waited for, and failing ends the runner.
 */
export const awaited: GraphileConfig.Preset = { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } };

/** It counts a try before it begins. */
export const isOnLastTry = (job: Pick<Job, 'attempts' | 'max_attempts'>): boolean =>
  job.attempts >= job.max_attempts;

/** The library wants listeners for errors of busy connections too, or it writes about their absence on the console. */
export function readyPool(db: Db, log: Log): pg.Pool {
  const pool = db.jobsPool;
  if (pool.listenerCount('connect') > 0) return pool;
  let warnedAt = Number.NEGATIVE_INFINITY;
  const warn = (error: Error) => {
    // A server that is stopped with us says goodbye to connections that are closing already; one that stops by itself
    // ends all of them at once, and one line tells it.
    if (pool.ending || performance.now() - warnedAt < 1_000) return;
    warnedAt = performance.now();
    log.warn({ cause: error.message }, 'The jobs lost a connection to the database.');
  };
  pool.on('connect', (client) => {
    client.on('error', warn);
  });
  return pool;
}
