import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { Conflict, Internal } from '../errors.ts';
import type { Log } from '../log.ts';
import { ensureRoles, roles } from './roles.ts';
import { explainDatabaseTrouble } from './trouble.ts';

export type MigrateOptions = {
  /** A user who may make roles: the embedded superuser, or the one in DATABASE_URL. */
  readonly url: string;
  /** The folder with NNNN_name.sql. */
  readonly folder: string;
  readonly log: Pick<Log, 'debug' | 'info'>;
  /** True for the embedded database, where each process logs in as its role through the private socket. */
  readonly rolesCanLogIn: boolean;
  /** Goes no further than this version: a backup is put where it was taken, and brought to the present from there. */
  readonly upTo?: number;
};

export type Migrated = { readonly landed: readonly string[]; readonly version: number };

export type MigrationFile = { version: number; name: string; sql: string; checksum: string };
type Landed = { version: number; name: string; checksum: string };

// Any number, as long as nothing else in the database locks it: "tidings" on a telephone keypad.
const lockKey = 8434647;

/** Brings a database to the present, forward only. Two at once take turns; the second finds nothing left to do. */
export async function migrate(options: MigrateOptions): Promise<Migrated> {
  const files = readMigrations(options.folder);
  const client = new pg.Client({ connectionString: options.url, application_name: 'tidings migrate' });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    await ensureRoles(client, { canLogIn: options.rolesCanLogIn });
    await client.query(`set role ${roles.migrator}`);
    await client.query(ledger);
    const landed = await listLanded(client);
    refuseSurprises(files, landed);
    const pending = files.slice(landed.length, options.upTo);
    for (const file of pending) {
      await land(client, file);
      options.log.debug({ migration: file.name }, 'Migrated the database.');
    }
    const version = pending.at(-1)?.version ?? landed.length;
    // One line for all: a first start has as many as there ever were.
    if (pending.length > 0) options.log.info({}, `Brought the database to version ${version}.`);
    return { landed: pending.map((file) => file.name), version };
  } catch (error) {
    throw explainDatabaseTrouble(error);
  } finally {
    await client.end().catch(() => {});
  }
}

export function readMigrations(folder: string): MigrationFile[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  return names.sort().map((name, index) => {
    const version = Number(/^(\d{4})_[a-z0-9_]+\.sql$/.exec(name)?.[1]);
    if (version !== index + 1) {
      throw new Internal(
        'migration.out_of_order',
        `Migration ${name} should be number ${String(index + 1).padStart(4, '0')}: they are counted from 0001 without gaps.`,
      );
    }
    const sql = readFileSync(join(folder, name), 'utf8');
    return { version, name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
  });
}

const ledger = `create table if not exists migration (
  version integer primary key,
  name text not null,
  checksum text not null,
  landed_at timestamptz not null default now()
)`;

async function listLanded(client: pg.Client): Promise<Landed[]> {
  return (await client.query<Landed>('select version, name, checksum from migration order by version')).rows;
}

/**
 * Files that stopped some databases and were mended, by the checksum that they had before: a database on which the earlier one landed has
 * what the mended one makes, and those that it stopped could be helped by no later file. Nothing else is ever changed once it has landed.
 */
const mended: Readonly<Record<string, string>> = {
  // 0112 had too little room for the limit of a guard of ten thousand million or more; 0120 has widened it where it had landed.
  '2d63d9b58c95a3ce2e607407febb1d57d7c55f250635dce57b01eda85c725562':
    '5f2e1ef938d612258beb7844189cfa7fe857696662760d47f197fefabdfd8139',
};

/** Whether what landed is what this file makes. */
export const isSameMigration = (
  file: Pick<MigrationFile, 'version' | 'checksum'> | undefined,
  landed: Pick<Landed, 'version' | 'checksum'>,
): boolean =>
  file?.version === landed.version &&
  (file.checksum === landed.checksum || file.checksum === mended[landed.checksum]);

/** What has landed must be what the code holds: a changed file or a database from the future is refused untouched. */
function refuseSurprises(files: readonly MigrationFile[], landed: readonly Landed[]): void {
  const newest = landed.at(-1);
  if (newest && newest.version > files.length) {
    throw new Conflict(
      'migration.database_is_newer',
      `The database is at ${newest.name}, which this version of Tidings does not know. Start the newer version, or restore a backup.`,
    );
  }
  for (const [index, row] of landed.entries()) {
    if (isSameMigration(files[index], row)) continue;
    throw new Conflict(
      'migration.changed',
      `Migration ${row.name} has already landed with other content. Put the file back as it was and write a new migration.`,
    );
  }
}

async function land(client: pg.Client, file: MigrationFile): Promise<void> {
  try {
    await client.query('begin');
    await client.query(file.sql);
    await client.query('insert into migration (version, name, checksum) values ($1, $2, $3)', [
      file.version,
      file.name,
      file.checksum,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    const reason = error instanceof Error ? error.message : String(error);
    const failure = new Internal(
      'migration.failed',
      `Migration ${file.name} failed and was rolled back: ${reason}.`,
    );
    failure.cause = error;
    throw failure;
  }
}
