import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { openDatabase } from '../db/pool.ts';
import { roles } from '../db/roles.ts';
import type { Log } from '../log.ts';
import { quietLogger, readyPool } from './library.ts';

// Any number that nothing else in the database locks: "jobs" on a telephone keypad.
const lockKey = 5627;

/**
 * Brings the job library's own tables to the present. They belong to tidings_worker, which may make nothing in the
 * database; so its schema is made for it, and the ledger of the library's migrations with it (without the ledger the
 * library would try to make the schema itself and be refused).
 */
export async function migrateJobs(options: { url: string; log: Log }): Promise<void> {
  const client = new pg.Client({ connectionString: options.url, application_name: 'tidings migrate' });
  client.on('error', () => {});
  const db = openDatabase({ url: options.url, role: roles.worker, max: 1, log: options.log });
  try {
    await client.connect();
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    await client.query(`create schema if not exists graphile_worker authorization ${roles.worker}`);
    await client.query(`set role ${roles.worker}`);
    await client.query(`create table if not exists graphile_worker.migrations (
      id int primary key, ts timestamptz not null default now(), breaking boolean not null default false)`);
    await runMigrations({ pgPool: readyPool(db, options.log), logger: quietLogger(options.log) });
  } finally {
    await db.close();
    await client.end().catch(() => {});
  }
}
