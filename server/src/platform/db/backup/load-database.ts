import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import {
  type BackupRecord,
  damaged,
  type KeptJob,
  type Manifest,
  type SequenceState,
} from '../../backup/manifest.ts';
import { Internal } from '../../errors.ts';
import { roles } from '../roles.ts';
import { explainDatabaseTrouble } from '../trouble.ts';
import { readBackupCatalog } from './catalog-of-backup.ts';

export type LoadOptions = {
  readonly url: string;
  readonly manifest: Manifest;
  /** Everything after the manifest. */
  readonly records: AsyncIterable<BackupRecord>;
  /** Why sending is held from the first moment on, as a sentence. */
  readonly holdDetail: string;
  /** What is known of later times than the backup's: no epoch and no day of theirs may come again. */
  readonly known: { readonly epoch: number; readonly seenTo: string };
  /** Makes room for rows of months that the migrations make no partition for. */
  readonly preparePartition: (client: pg.ClientBase, name: string) => Promise<void>;
};

export type Loaded = { readonly tables: number; readonly rows: number; readonly jobs: number };

/**
 * Fills a migrated database in one transaction, at the end of which it is on hold: there is no moment at which somebody
 * could find it restored and free to send. A death in the middle leaves it as empty as it was.
 */
export async function loadDatabase(options: LoadOptions): Promise<Loaded> {
  const client = new pg.Client({ connectionString: options.url, application_name: 'tidings restore' });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query(
      `set role ${roles.migrator}; set client_encoding = 'UTF8'; set timezone = 'UTC'; set datestyle = 'ISO, YMD';
       set intervalstyle = 'postgres'; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0`,
    );
    await client.query('begin');
    const loaded = await fill(client, options);
    await hold(client, options);
    await client.query('commit');
    // Without it the first hours would run on the plans of an empty database.
    await client.query('analyze').catch(() => {});
    return loaded;
  } catch (error) {
    throw explainDatabaseTrouble(error);
  } finally {
    await client.end().catch(() => {});
  }
}

async function fill(
  client: pg.Client,
  { manifest, records, preparePartition }: LoadOptions,
): Promise<Loaded> {
  const { tables, partitions } = await readBackupCatalog(client, []);
  refuseOtherShape(manifest, tables);
  for (const name of manifest.partitions)
    if (!partitions.includes(name)) await preparePartition(client, name);
  const lowered = await lowerFences(client);
  const loaded = { tables: 0, rows: 0, jobs: 0 };
  const columnsOf = new Map(manifest.tables.map((table) => [table.name, table.columns]));
  const reader = records[Symbol.asyncIterator]();
  for (let next = await reader.next(); !next.done; next = await reader.next()) {
    const { name, value } = next.value;
    if (name === 'table') {
      const columns = columnsOf.get(value.name);
      if (!columns) throw damaged();
      loaded.rows += await fillTable(client, value.name, columns, reader);
      loaded.tables += 1;
    } else if (name === 'sequences') await setSequences(client, value);
    else if (name === 'jobs') loaded.jobs += await enqueueAgain(client, value);
  }
  await lowered.raise();
  return loaded;
}

/** At the same migration every table is as it was; anything else means that somebody has been at the migrations. */
function refuseOtherShape(
  manifest: Manifest,
  found: readonly { name: string; columns: readonly string[] }[],
): void {
  const columnsOf = new Map(found.map(({ name, columns }) => [name, new Set(columns)]));
  const strange = manifest.tables.find(
    ({ name, columns }) => !columns.every((column) => columnsOf.get(name)?.has(column)),
  );
  if (!strange) return;
  throw new Internal(
    'restore.other_shape',
    `The table ${strange.name} of the backup does not fit the one that the migrations make. Restore with an unchanged version of Tidings.`,
  );
}

type Lowered = { raise(): Promise<void> };

/**
 * COPY does not go into fenced tables, and tables that refer to each other have no order in which they could be filled. So
 * fences are lowered and references taken away inside this transaction, which nobody else sees, and put back at its end:
 * the references are then checked at once, and the rows that the migrations had put in are gone.
 */
async function lowerFences(client: pg.Client): Promise<Lowered> {
  const { rows: tables } = await client.query<{ name: string; is_forced: boolean }>(
    `select c.oid::regclass::text as name, c.relforcerowsecurity as is_forced from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'migration'`,
  );
  const { rows: references } = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as "table", quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and conparentid = 0 and connamespace = 'public'::regnamespace`,
  );
  const forced = tables.filter((table) => table.is_forced);
  for (const { table, name } of references)
    await client.query(`alter table ${table} drop constraint ${name}`);
  for (const { name } of forced) await client.query(`alter table ${name} no force row level security`);
  await client.query(`truncate ${tables.map((table) => table.name).join(', ')}`);
  return {
    async raise() {
      for (const { table, name, definition } of references)
        await client.query(`alter table ${table} add constraint ${name} ${definition}`);
      for (const { name } of forced) await client.query(`alter table ${name} force row level security`);
    },
  };
}

async function fillTable(
  client: pg.Client,
  name: string,
  columns: readonly string[],
  reader: AsyncIterator<BackupRecord>,
): Promise<number> {
  const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
  const target = client.query(copyFrom(`copy ${pg.escapeIdentifier(name)} (${list}) from stdin`));
  let expected = -1;
  async function* rows(): AsyncGenerator<Buffer> {
    for (let next = await reader.next(); !next.done; next = await reader.next()) {
      if (next.value.name === 'rows') yield next.value.value;
      else if (next.value.name === 'end_of_table') {
        expected = next.value.value.rows;
        return;
      } else throw damaged();
    }
  }
  await pipeline(rows, target);
  if (target.rowCount !== expected) throw damaged();
  return target.rowCount;
}

async function setSequences(client: pg.Client, states: readonly SequenceState[]): Promise<void> {
  for (const { name, last_value, is_called } of states)
    await client.query('select setval($1::regclass, $2::bigint, $3)', [
      pg.escapeIdentifier(name),
      last_value,
      is_called,
    ]);
}

async function enqueueAgain(client: pg.Client, jobs: readonly KeptJob[]): Promise<number> {
  // Jobs are put down by those who may, and the tables of the job library are not the migrator's.
  await client.query(`set local role ${roles.worker}`);
  for (const { task, payload, run_at, job_key } of jobs)
    await client.query('select enqueue_job($1, $2, $3, $4)', [
      task,
      JSON.stringify(payload),
      run_at,
      job_key,
    ]);
  await client.query(`set local role ${roles.migrator}`);
  return jobs.length;
}

/** Whatever the installation said about itself, it is on hold now, in an epoch that nobody has seen. */
async function hold(client: pg.Client, { holdDetail, known, manifest }: LoadOptions): Promise<void> {
  await client.query(`update installation set held_reason = null, epoch = greatest(epoch, $1)`, [
    Math.max(known.epoch, manifest.epoch),
  ]);
  const seenTo = known.seenTo > manifest.seen_to ? known.seenTo : manifest.seen_to;
  await client.query(`select hold_installation('restored', $1, $2)`, [holdDetail, seenTo]);
  // It is another server, or another past of the same one: the next start takes down which.
  await client.query('update pulse set cluster = null');
}
