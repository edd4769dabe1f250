import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { BackupRecord, KeptJob, Manifest, SequenceState } from '../../backup/manifest.ts';
import { Conflict, LimitReached } from '../../errors.ts';
import { roles } from '../roles.ts';
import { explainDatabaseTrouble } from '../trouble.ts';
import { type BackupTable, readBackupCatalog } from './catalog-of-backup.ts';

export type Export = {
  /** Everything about it but who takes it. */
  readonly manifest: Omit<Manifest, 'product' | 'key_check'>;
  /** The rest, once: table by table, as they all stood at one moment. */
  records(): AsyncGenerator<BackupRecord>;
  /** Lets go of the moment, however far the records have been read. */
  close(): Promise<void>;
};

export type ExportOptions = {
  /** A user who may act as the role for backups, as for migrations. */
  readonly url: string;
  /** Tables whose rows have no business in a backup. */
  readonly leaveOut: readonly string[];
};

// Any number that nothing else in the database locks: "backup" on a telephone keypad.
const lockKey = 222587;

/** Opens one moment of the database and says what is in it. Writers are not held up; vacuum waits until it is closed. */
export async function openExport({ url, leaveOut }: ExportOptions): Promise<Export> {
  const client = new pg.Client({ connectionString: url, application_name: 'tidings backup' });
  client.on('error', () => {});
  const close = () => client.end().catch(() => {});
  try {
    await client.connect();
    await client.query(plainDialect);
    await takeTurn(client);
    await client.query(`set role ${roles.backup}`);
    await client.query('begin isolation level repeatable read, read only');
    const catalog = await readBackupCatalog(client, leaveOut);
    const manifest = {
      ...(await readInstallation(client)),
      migrations: await readLedger(client),
      tables: catalog.tables.map(({ name, columns }) => ({ name, columns: [...columns] })),
      partitions: [...catalog.partitions],
      without_rows: [...catalog.withoutRows],
    };
    return { manifest, records: () => readRecords(client, catalog.tables), close };
  } catch (error) {
    await close();
    throw explainDatabaseTrouble(error);
  }
}

// Values must read the same on any server, whatever its own settings are; and who reads slowly is not idle.
const plainDialect = `set client_encoding = 'UTF8'; set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres';
  set bytea_output = 'hex'; set extra_float_digits = 1; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0`;

async function takeTurn(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ is_ours: boolean }>('select pg_try_advisory_lock($1) as is_ours', [
    lockKey,
  ]);
  if (rows[0]?.is_ours) return;
  throw new LimitReached(
    'backup.running',
    'A backup of this installation is being taken already. Wait for it to end.',
    60,
  );
}

async function readInstallation(client: pg.Client) {
  const { rows } = await client.query<{
    taken_at: string;
    instance_id: string;
    epoch: number;
    seen_to: string;
  }>(
    `select to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as taken_at, instance_id, epoch,
       to_char(greatest((clock_timestamp() at time zone 'utc')::date, ids_from), 'YYYY-MM-DD') as seen_to
     from installation`,
  );
  const row = rows[0];
  if (!row)
    throw new Conflict(
      'backup.nothing',
      'Tidings has never run on this database; there is nothing to back up.',
    );
  return row;
}

async function readLedger(client: pg.Client): Promise<Manifest['migrations']> {
  const ledger = 'select version, name, checksum from migration order by version';
  return (await client.query<Manifest['migrations'][number]>(ledger)).rows;
}

async function* readRecords(client: pg.Client, tables: readonly BackupTable[]): AsyncGenerator<BackupRecord> {
  for (const table of tables) yield* readTable(client, table);
  // After the rows: a sequence knows no transactions, and must be ahead of every row that is in here.
  yield { name: 'sequences', value: await readSequences(client) };
  const { rows: jobs } = await client.query<KeptJob>(
    `select task, payload, to_char(run_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as run_at, job_key
     from list_jobs_to_keep()`,
  );
  yield { name: 'jobs', value: jobs };
}

async function* readTable(client: pg.Client, { name, columns }: BackupTable): AsyncGenerator<BackupRecord> {
  yield { name: 'table', value: { name } };
  const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
  const source = client.query(copyTo(`copy (select ${list} from ${pg.escapeIdentifier(name)}) to stdout`));
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of source as Readable & AsyncIterable<Buffer>) {
    hash.update(piece);
    bytes += piece.length;
    yield { name: 'rows', value: piece };
  }
  yield { name: 'end_of_table', value: { rows: source.rowCount, bytes, sha256: hash.digest('hex') } };
}

async function readSequences(client: pg.Client): Promise<SequenceState[]> {
  const { rows: names } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S' order by relname`,
  );
  const states: SequenceState[] = [];
  for (const { name } of names) {
    const { rows } = await client.query<{ last_value: string; is_called: boolean }>(
      `select last_value::text as last_value, is_called from ${pg.escapeIdentifier(name)}`,
    );
    if (rows[0]) states.push({ name, ...rows[0] });
  }
  return states;
}
