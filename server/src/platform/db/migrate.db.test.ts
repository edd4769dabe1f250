import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { emptyDatabase } from '../../../test/database.ts';
import { silentLog } from '../log.ts';
import { migrate } from './migrate.ts';
import { openDatabase } from './pool.ts';
import { roles } from './roles.ts';

let database: Awaited<ReturnType<typeof emptyDatabase>>;
let folder: string;
beforeEach(async () => {
  database = await emptyDatabase();
  folder = mkdtempSync(join(tmpdir(), 'tidings-migrations-'));
  write('0001_first.sql', 'create table first (id bigint primary key);');
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await database.drop();
});

const write = (name: string, sql: string) => writeFileSync(join(folder, name), sql);
const run = (from = folder, target = database) =>
  migrate({ url: target.url('postgres'), folder: from, log: silentLog, rolesCanLogIn: true });

async function ask<Row extends pg.QueryResultRow>(sql: string, as = 'postgres'): Promise<Row[]> {
  const client = new pg.Client({ connectionString: database.url(as) });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('migrating', () => {
  test('lands what is new and, run again, nothing', async () => {
    expect(await run()).toEqual({ landed: ['0001_first.sql'], version: 1 });
    write('0002_second.sql', 'create table second (id bigint);');
    expect(await run()).toEqual({ landed: ['0002_second.sql'], version: 2 });
    expect(await run()).toEqual({ landed: [], version: 2 });
  });

  test('says one line for all that was new, and each only to whoever asks for more', async () => {
    write('0002_second.sql', 'create table second (id bigint);');
    const said: string[] = [];
    const log = {
      debug: (_fields: object, sentence: string) => said.push(`debug ${sentence}`),
      info: (_fields: object, sentence: string) => said.push(`info ${sentence}`),
    };
    const again = () => migrate({ url: database.url('postgres'), folder, log, rolesCanLogIn: true });
    await again();
    await again();
    expect(said).toEqual([
      'debug Migrated the database.',
      'debug Migrated the database.',
      'info Brought the database to version 2.',
    ]);
  });

  test('leaves the tables to the migrator, whoever ran it', async () => {
    await run();
    expect(await ask(`select tableowner from pg_tables where tablename = 'first'`)).toEqual([
      { tableowner: roles.migrator },
    ]);
  });

  test('by two at once lands each file once', async () => {
    const results = await Promise.all([run(), run(), run()]);
    expect(results.map((result) => result.landed.length).sort()).toEqual([0, 0, 1]);
  });

  test('of several new databases at once makes the roles of the cluster without a quarrel', async () => {
    const others = await Promise.all([emptyDatabase(), emptyDatabase(), emptyDatabase()]);
    const results = await Promise.all([database, ...others].map((target) => run(folder, target)));
    expect(results.map((result) => result.version)).toEqual([1, 1, 1, 1]);
    await Promise.all(others.map((other) => other.drop()));
  });

  test('runs the real migrations on an empty database', async () => {
    const { version } = await run(resolve(import.meta.dirname, '../../../migrations'));
    expect(version).toBeGreaterThan(0);
  });
});

describe('on a database server, where we are no superuser,', () => {
  const user = `customer_${randomBytes(4).toString('hex')}`;
  const migrateAs = () => migrate({ url: database.url(user), folder, log: silentLog, rolesCanLogIn: false });
  beforeEach(async () => {
    await run(); // Makes the roles, as another installation on the same server would have.
    await ask(`create role ${user} login`);
    await ask(`drop owned by ${roles.migrator}; alter schema public owner to pg_database_owner`);
    await ask(`do $$ begin execute format('alter database %I owner to ${user}', current_database()); end $$`);
  });
  afterEach(async () => {
    await ask(`reassign owned by ${user} to postgres; drop owned by ${user}`);
    await ask(`drop role ${user}`);
  });

  test('migrating works for a user who was given the roles, and connections take them on', async () => {
    await ask(`grant ${Object.values(roles).join(', ')} to ${user} with admin option`);
    expect(await migrateAs()).toMatchObject({ version: 1 });
    const db = openDatabase({ url: database.url(user), role: roles.app, log: silentLog });
    const { rows } = await db.system((tx) =>
      tx.query('select current_user as now, session_user as at_the_door'),
    );
    await db.close();
    expect(rows).toEqual([{ now: roles.app, at_the_door: user }]);
  });

  test('a user who may not make roles is told what an administrator has to type', async () => {
    await expect(migrateAs()).rejects.toMatchObject({
      code: 'migration.roles_refused',
      message: expect.stringContaining(`alter role ${user} createrole`),
    });
  });
});

describe('a migration is refused', () => {
  test('when a landed file has changed', async () => {
    await run();
    write('0001_first.sql', 'create table first (id integer primary key);');
    await expect(run()).rejects.toMatchObject({ code: 'migration.changed' });
  });

  test('when the database is newer than the code', async () => {
    write('0002_second.sql', 'select 1;');
    await run();
    rmSync(join(folder, '0002_second.sql'));
    await expect(run()).rejects.toMatchObject({ code: 'migration.database_is_newer' });
  });

  test('when a number is missing', async () => {
    write('0003_third.sql', 'select 1;');
    await expect(run()).rejects.toMatchObject({ code: 'migration.out_of_order' });
  });

  test('when it fails, leaving no trace and naming the file', async () => {
    write('0002_second.sql', 'create table second (id bigint); select 1 / 0;');
    await expect(run()).rejects.toMatchObject({
      code: 'migration.failed',
      message: /0002_second\.sql.*zero/,
    });
    expect(await ask(`select to_regclass('second') as found`)).toEqual([{ found: null }]);
    expect(await ask('select version from migration')).toEqual([{ version: 1 }]);
  });
});
