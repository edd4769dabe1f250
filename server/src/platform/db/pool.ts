import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Internal } from '../errors.ts';
import type { Log } from '../log.ts';
import { type Meter, silentMeter } from '../metrics/meter.ts';
import { type Listener, listenTo } from './listen.ts';
import { openPoolMeters, type PoolMeters } from './pool-meters.ts';
import { rowTypes } from './row-types.ts';
import { explainDatabaseTrouble, explainLostCommit, isWorthRetrying } from './trouble.ts';
import { type End, endCopying, inside, type SystemTx, sendTogether, type Tx } from './tx.ts';

export type { Statement, SystemTx, Tx } from './tx.ts';

/** The only way to the database. Everything happens in a transaction, and nearly everything in one workspace. */
export type Db = {
  readonly role: string;
  /**
   * One transaction inside a workspace. When another transaction was in the way (serialization, deadlock), `work` runs
   * again from the start, three times in all: it must touch nothing but the database.
   */
  tx<T>(workspaceId: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** One transaction in no workspace, for tables that belong to the installation. */
  system<T>(work: (tx: SystemTx) => Promise<T>): Promise<T>;
  /**
   * For all that `work` does and awaits, transactions in a workspace carry these session settings besides, such as
   * `{ 'app.reach_lists': '{}' }`, and those that stand around it. Policies read them, so no query can forget what narrows its caller.
   */
  within<T>(settings: Readonly<Record<string, string>>, work: () => T): T;
  /** For all that `work` does and awaits, `watch` tells what has become of its transactions. */
  watching<T>(watch: Watch, work: () => T): T;
  /** For graphile-worker, which wants a pool of its own kind. Nothing else may use it: it sets no workspace. */
  readonly jobsPool: pg.Pool;
  /** Calls `onNews` with what was said when somebody notifies the channel, on a connection of its own. */
  listen(channel: string, onNews: (said: string) => void): Listener;
  close(): Promise<void>;
};

/** What has become of the transactions that somebody watches. */
export type Watch = {
  /** Those that are neither saved nor given up yet. */
  underWay: number;
  /** One was asked to be saved: it may have been, whatever was heard of that, and whether it changed anything or not. */
  isSaving: boolean;
};

export type DatabaseOptions = {
  readonly url: string;
  /** Connections run as this role, whoever the URL logs in as. */
  readonly role: string;
  readonly max?: number;
  readonly log: Pick<Log, 'warn'>;
  /** Session settings, such as `{ enable_hashjoin: 'off' }` where hot statements must keep to their indexes. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly meter?: Meter;
  /** Shown in pg_stat_activity. */
  readonly name?: string;
};

const triesInAll = 3;
const pauseBeforeRetryMs = 100;

export function openDatabase(options: DatabaseOptions): Db {
  const pool = openPool(options);
  const narrowed = new AsyncLocalStorage<string>();
  const watches = new AsyncLocalStorage<Watch>();
  const meters = openPoolMeters(options.meter ?? silentMeter, options.role, pool);
  const run = <T>(begin: string, work: Work<T>): Promise<T> => {
    const watch = watches.getStore();
    return watch
      ? watched(watch, () => transact(pool, meters, begin, work, watch))
      : transact(pool, meters, begin, work);
  };
  return {
    role: options.role,
    jobsPool: pool,
    tx: (workspaceId, work) =>
      run(beginIn(workspaceId, narrowed.getStore()), (client, commit) =>
        work(Object.assign(inside(client, commit), { workspaceId }) as Tx),
      ),
    within: (settings, work) => narrowed.run(`${narrowed.getStore() ?? ''}${listSettings(settings)}`, work),
    watching: (watch, work) => watches.run(watch, work),
    listen(channel, onNews) {
      const { connectionString, startup } = prepareUrl(options);
      const name = `${options.name ?? options.role} listening`;
      const connection = { connectionString, options: startup, application_name: name };
      return listenTo(connection, channel, options.log, onNews);
    },
    system: (work) => run('begin', (client, commit) => work(inside(client, commit) as SystemTx)),
    close: () => pool.end(),
  };
}

// One round trip for both; SET LOCAL ends with the transaction, so a pooled connection carries nothing over.
function beginIn(workspaceId: string, besides = ''): string {
  return `begin; select set_config('app.workspace_id', ${pg.escapeLiteral(workspaceId)}, true)${besides}`;
}

function listSettings(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `, set_config(${pg.escapeLiteral(name)}, ${pg.escapeLiteral(value)}, true)`)
    .join('');
}

/** `commit` sends the word without waiting for it; called or not, the transaction is over when the answer to it is there. */
type Work<T> = (client: pg.PoolClient, commit: (end: End) => unknown) => Promise<T>;

async function watched<T>(watch: Watch, run: () => Promise<T>): Promise<T> {
  watch.underWay += 1;
  try {
    return await run();
  } finally {
    watch.underWay -= 1;
  }
}

async function transact<T>(
  pool: pg.Pool,
  meters: PoolMeters,
  begin: string,
  work: Work<T>,
  watch?: Watch,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await transactOnce(pool, meters, begin, work, watch);
    } catch (error) {
      if (tries < triesInAll && isWorthRetrying(error)) {
        meters.retried(error);
        // Two that gave each other up at the same moment would meet again at the next; chance lets one of them go first.
        await sleep(Math.random() * pauseBeforeRetryMs * tries);
        continue;
      }
      throw explainDatabaseTrouble(error);
    }
  }
}

async function transactOnce<T>(
  pool: pg.Pool,
  meters: PoolMeters,
  begin: string,
  work: Work<T>,
  watch?: Watch,
): Promise<T> {
  const askedAt = performance.now();
  const client = await pool.connect();
  meters.waited.observe((performance.now() - askedAt) / 1_000);
  let broken: Error | undefined;
  let ended: Promise<pg.QueryResult | pg.QueryResult[]> | undefined;
  let lostBehind: unknown;
  try {
    // Sent ahead of the first statement and not waited for: both make one round trip, and where it fails they all do.
    sendTogether(client);
    const begun = client.query(begin);
    begun.catch(() => {});
    const commit = (end: End) => {
      if (watch) watch.isSaving = true;
      if (ended) return ended;
      ended = client.query(commits[end]);
      ended.catch((error: unknown) => {
        if (end === 'seen') lostBehind = error;
      });
      return ended;
    };
    const result = await work(client, commit);
    await begun;
    const ends = [await commit('saved')].flat();
    if (!ends.some(({ command }) => command === 'COMMIT')) throw rolledBackSilently();
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    throw ended ? explainLostCommit(error, error === lostBehind) : error;
  } finally {
    endCopying(client);
    client.release(broken);
  }
}

// A message in the log is the least that a transaction can wait for the disk with; nobody reads it. It goes along, and its answer is that
// of the whole line.
const commits: Readonly<Record<End, string>> = {
  saved: 'commit',
  seen: `set local synchronous_commit = off; commit; select pg_logical_emit_message(true, 'tidings', '')`,
};

// PostgreSQL answers COMMIT with ROLLBACK, and no error, when a statement failed and its error was swallowed.
function rolledBackSilently(): Internal {
  return new Internal(
    'database.rolled_back',
    'A statement in this transaction failed and its error was ignored, so nothing was saved.',
  );
}

function openPool(options: DatabaseOptions): pg.Pool {
  const { connectionString, startup } = prepareUrl(options);
  // The pool waits for the answer and hands out no connection that was refused, though its types do not say so.
  const greet: (client: pg.ClientBase) => unknown = (client) => {
    // The pool listens only to idle clients; without this a server that dies under a busy one would end the process.
    // Whoever uses the client hears of it from his statement.
    client.on('error', () => {});
    return refusePowerfulRole(client, options.role);
  };
  const pool = new pg.Pool({
    connectionString,
    options: startup,
    max: options.max ?? 10,
    application_name: options.name ?? options.role,
    connectionTimeoutMillis: 10_000,
    // A connection has parsed and planned our statements (the one that leases takes 45 ms); a new one has to do so again.
    idleTimeoutMillis: 300_000,
    types: rowTypes,
    // Statements that are asked for together travel together (tx.ts).
    pipeline: true,
    onConnect: greet,
  });
  let warnedAt = Number.NEGATIVE_INFINITY;
  pool.on('error', (error) => {
    // A server that stops ends all idle connections at once; one line tells it.
    if (pool.ending || performance.now() - warnedAt < 1_000) return;
    warnedAt = performance.now();
    options.log.warn({ role: options.role, cause: error.message }, 'The database closed a connection.');
  });
  return pool;
}

/**
 * The role and settings travel as a startup option, so there is no moment at which the connection is somebody else. An
 * `options` in the operator's URL would silently win over ours and is put before it instead.
 */
function prepareUrl(options: DatabaseOptions): { connectionString: string; startup: string } {
  const match = /^([^?]*)(?:\?(.*))?$/s.exec(options.url);
  const parameters = new URLSearchParams(match?.[2] ?? '');
  const theirs = parameters.get('options') ?? '';
  parameters.delete('options');
  const rest = parameters.toString();
  const ours = Object.entries({ role: options.role, ...options.settings }).map(
    ([name, value]) => `-c ${name}=${value.replace(/[\\ ]/g, '\\$&')}`,
  );
  return {
    connectionString: `${match?.[1] ?? options.url}${rest === '' ? '' : `?${rest}`}`,
    startup: [theirs, ...ours].join(' ').trim(),
  };
}

// A pooler may drop startup options. Then row security would not bind us, so the connection is refused.
async function refusePowerfulRole(client: pg.ClientBase, role: string): Promise<void> {
  const { rows } = await client.query<{ name: string; is_powerful: boolean }>(
    'select current_user as name, rolsuper or rolbypassrls as is_powerful from pg_roles where rolname = current_user',
  );
  const found = rows[0];
  if (found?.name === role && !found.is_powerful) return;
  throw new Internal(
    'database.wrong_role',
    `The database connection runs as ${found?.name ?? 'nobody'} and not as ${role} without special rights. ` +
      'If a pooler stands between, connect without it or let it pass startup options.',
  );
}
