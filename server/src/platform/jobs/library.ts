import { Logger } from 'graphile-worker';
import type pg from 'pg';
import type { Db } from '../db/pool.ts';
import type { Log } from '../log.ts';

/** The library speaks of every job it finishes; that is of interest only to somebody who is looking for a fault. */
export function quietLogger(log: Log): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') log.error({}, message);
    else if (level === 'warning') log.warn({}, message);
    else log.debug({}, message);
  });
}

/** The library wants listeners for errors of busy connections too, or it writes about their absence on the console. */
export function readyPool(db: Db, log: Log): pg.Pool {
  const pool = db.jobsPool;
  if (pool.listenerCount('connect') > 0) return pool;
  pool.on('connect', (client) => {
    client.on('error', (error) => {
      // A server that is stopped with us says goodbye to connections that are closing already.
      if (!pool.ending) log.warn({ cause: error.message }, 'The jobs lost a connection to the database.');
    });
  });
  return pool;
}
