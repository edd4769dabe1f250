import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { cloneDatabase, clusterUrl, emptyDatabase, type TestDatabase } from '../../../test/database.ts';
import { launch, type Stage, stage as stageIn, workAll } from '../../../test/dispatching.ts';
import { dropKept } from '../../platform/db/backup/put-in-place.ts';
import { silentLog } from '../../platform/log.ts';
import { openSecrets } from '../../platform/secrets.ts';
import { migrationsFolder } from '../places.ts';
import { type CheckedBackup, checkBackup } from './check-backup.ts';
import { keyCheckOf } from './key-check.ts';
import { restoreBackup } from './restore-backup.ts';
import { refuseOccupied, saveBackup } from './save-backup.ts';
import { type Backup, takeBackup } from './take-backup.ts';

// A restore lands every migration before it fills a table.
vi.setConfig({ testTimeout: 120_000 });

const secrets = openSecrets('the secret key of this installation of tests');
const passphrase = 'correct horse battery staple';
const folder = mkdtempSync(join(tmpdir(), 'tidings-backup-'));
const file = join(folder, 'whole.backup');
let database: TestDatabase;
let on: Stage;
let ownerUrl: string;

beforeAll(async () => {
  database = await cloneDatabase();
  on = await stageIn(database, 5);
  ownerUrl = database.url('postgres');
  await launch(on, 'Bakery: bread; "quotes", \\N, tabs\tand\nlines – Brötchen 🥐. Reply STOP to end');
  await workAll(on);
  await launch(on);
  // What goes along with texts stands in the database too, and launches point at it.
  await on.in((tx) =>
    tx.query(
      `with loaf as (
         insert into media (workspace_id, id, name, content_type, bytes, source_sha256, content, created_by, created_at)
         values (current_workspace(), gen_random_uuid(), 'Loaf', 'image/gif', 3, '\\x00ff', '\\x474946', 'test', now()) returning id
       ), along as (
         insert into mms (workspace_id, id, media, used_at) select current_workspace(), gen_random_uuid(), array[id], now() from loaf returning id
       ) update send_run set mms_id = (select id from along)`,
    ),
  );
  await on.in((tx) => tx.query(`select enqueue_job('links.expire', '{"of":"tests"}', now(), 'kept')`));
  await saveBackup(await takeBackup({ ownerUrl, secrets, passphrase }), file);
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const check = (path = file, key: string | null = passphrase, by = secrets) =>
  checkBackup(path, key, by, migrationsFolder);
const restore = (url: string, backup: CheckedBackup, replaces = false) =>
  restoreBackup({
    backup,
    ownerUrl: url,
    isEmbedded: true,
    migrationsFolder,
    witness: null,
    replaces,
    log: silentLog,
  });

/** A database of our own to restore into, under the names that a restore may give it. */
async function target(): Promise<string> {
  const empty = await emptyDatabase();
  onTestFinished(async () => {
    await dropKept(empty.url('postgres')).catch(() => {});
    await empty.drop();
  });
  return empty.url('postgres');
}

// What a restore itself changes: the hold and its audit entry, what is worked out anew, and sessions.
const itsOwn = ['installation', 'audit_entry', 'pulse', 'session', 'sign_in_throttle', 'migration'];

/** Every row of every table as text, in one digest for each table. */
async function contentsOf(url: string): Promise<Record<string, string>> {
  const tables = await ask<{ name: string }>(
    url,
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
       and not relispartition and relpersistence = 'p' order by 1`,
  );
  // In one statement: a connection and a question for each table took longer than the restore.
  const digests = tables
    .filter((table) => !itsOwn.includes(table.name))
    .map(
      ({ name }) =>
        `select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from "${name}" t`,
    );
  const rows = await ask<{ name: string; digest: string }>(url, digests.join(' union all '));
  return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]));
}

describe('a backup that is restored', () => {
  test('is the same in every table, goes on counting where it was, keeps its jobs and fences, and is on hold', async () => {
    const url = await target();
    const restored = await restore(url, await check());
    const [kept] = await ask<{ jobs: number }>(
      ownerUrl,
      'select count(*)::int as jobs from list_jobs_to_keep()',
    );
    expect(kept?.jobs).toBeGreaterThan(0);
    expect(restored).toMatchObject({ keptAs: null, jobs: kept?.jobs });
    expect(await ask(url, `select task from list_jobs_to_keep() where job_key = 'kept'`)).toEqual([
      { task: 'links.expire' },
    ]);
    const contents = await contentsOf(url);
    expect(contents).toEqual(await contentsOf(ownerUrl));
    expect(Object.values(contents).filter((digest) => !digest.startsWith('0 ')).length).toBeGreaterThan(12);
    const sequences = (of: string) =>
      ask(
        of,
        `select sequencename, last_value from pg_sequences where schemaname = 'public'
               and sequencename not in ('message_block_seq', 'audit_entry_id_seq') order by 1`,
      );
    expect(await sequences(url)).toEqual(await sequences(ownerUrl));
    const [installation] = await ask(url, 'select held_reason, held_detail, epoch from installation');
    expect(installation).toEqual({
      held_reason: 'restored',
      held_detail: expect.stringContaining('restored from a backup of 20'),
      epoch: 2,
    });
    const shape = (of: string) =>
      ask(
        of,
        `select conrelid::regclass::text as of, conname, pg_get_constraintdef(oid) as def, convalidated from pg_constraint
               where connamespace = 'public'::regnamespace union all
               select oid::regclass::text, relname, relrowsecurity || ' ' || relforcerowsecurity, true from pg_class
               where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1, 2, 3`,
      );
    expect(await shape(url)).toEqual(await shape(ownerUrl));
    const acts = await ask(url, `select act from audit_entry order by id desc limit 1`);
    expect(acts).toEqual([{ act: 'installation.restored' }]);
  });

  test('is of one moment, though texts are sent while it is taken', async () => {
    const backup = await takeBackup({ ownerUrl, secrets, passphrase: null });
    const before = await contentsOf(ownerUrl);
    await launch(on);
    await workAll(on);
    expect(await contentsOf(ownerUrl)).not.toEqual(before);
    const path = join(folder, 'moment.backup');
    await saveBackup(backup, path);
    const url = await target();
    await restore(url, await check(path, null));
    expect(await contentsOf(url)).toEqual(before);
  });
});

describe('where there is something already', () => {
  test('an installation is replaced only when told, and kept until told otherwise', async () => {
    const url = await target();
    await restore(url, await check());
    await ask(url, `update installation set epoch = 9`);
    const refusal = { code: 'restore.not_empty', message: expect.stringContaining('--replace') };
    await expect(restore(url, await check())).rejects.toMatchObject(refusal);
    const { keptAs } = await restore(url, await check(), true);
    expect(await ask(clusterUrl('postgres', keptAs ?? ''), 'select epoch from installation')).toEqual([
      { epoch: 9 },
    ]);
    // What the replaced one knew is not forgotten: the new epoch is above both.
    expect(await ask(url, 'select epoch from installation')).toEqual([{ epoch: 10 }]);
    expect(await dropKept(url)).toEqual([keptAs]);
    expect(await ask(url, `select from pg_database where datname = '${keptAs}'`)).toEqual([]);
  });

  test('tables of somebody else are left alone', async () => {
    const url = await target();
    await ask(url, 'create table theirs (id int)');
    await expect(restore(url, await check(), true)).rejects.toMatchObject({ code: 'restore.foreign' });
  });

  test('a service that runs there is not pulled away under it', async () => {
    // As a service does, which always has one open; those of a test's pool may have gone to sleep.
    const service = new pg.Client({ connectionString: ownerUrl, application_name: 'tidings_worker' });
    await service.connect();
    onTestFinished(() => service.end());
    await expect(restore(ownerUrl, await check(), true)).rejects.toMatchObject({ code: 'restore.running' });
  });

  test('a restore that breaks off has changed nothing, and the next one goes through', async () => {
    const url = await target();
    const whole = await check();
    const breaking: CheckedBackup = {
      ...whole,
      async *records() {
        let left = 12;
        for await (const record of whole.records()) {
          if (left === 0) throw new Error('The disk broke.');
          left -= 1;
          yield record;
        }
      },
    };
    await expect(restore(url, breaking)).rejects.toThrow('The disk broke.');
    expect(await ask(url, 'select from workspace')).toEqual([]);
    await restore(url, whole);
    await ask(url, 'update installation set epoch = 5');
    await expect(restore(url, breaking, true)).rejects.toThrow('The disk broke.');
    expect(await ask(url, 'select epoch from installation')).toEqual([{ epoch: 5 }]);
    expect(await ask(url, `select from pg_database where datname like '%_restoring'`)).toEqual([]);
  });
});

describe('a backup is looked through before anything is done', () => {
  test('and says how many rows are in it, and whether the key at hand is its own', async () => {
    const whole = await check();
    expect([whole.isKeyOurs, whole.rows.get('contact')]).toEqual([true, 5]);
    const other = openSecrets('the secret key of quite another installation');
    expect((await check(file, passphrase, other)).isKeyOurs).toBe(false);
  });

  test('one that somebody without the key put together is refused', async () => {
    const forger = openSecrets('a key that somebody else has made up for it');
    const path = join(folder, 'forged.backup');
    const alike = { ...forger, sign: signLike(keyCheckOf(secrets, 'test'), forger) };
    await saveBackup(await takeBackup({ ownerUrl, secrets: alike, passphrase: null }), path);
    await expect(check(path, null)).rejects.toMatchObject({ code: 'backup.not_ours' });
  });

  test('one that was cut off, or is of migrations that we do not know, is refused', async () => {
    const cut = join(folder, 'cut.backup');
    writeFileSync(cut, readFileSync(file).subarray(0, -100));
    await expect(check(cut)).rejects.toMatchObject({ code: 'backup.damaged' });
    await expect(checkBackup(file, passphrase, secrets, join(folder, 'none'))).rejects.toThrow();
  });

  test('no secret stands in it in the open, and no passphrase means a refusal that says so', async () => {
    await expect(check(file, null)).rejects.toMatchObject({ code: 'backup.sealed' });
    expect(readFileSync(file).includes('Bakery')).toBe(false);
  });

  test('a file is written over by none, and appears when it is whole', async () => {
    expect(() => refuseOccupied(file)).toThrow('exists already');
    expect(() => refuseOccupied(join(folder, 'none', 'a.backup'))).toThrow('There is no folder');
    async function* breaking() {
      yield Buffer.from('the first half');
      throw new Error('The wire broke.');
    }
    const path = join(folder, 'broken.backup');
    const backup = { bytes: Readable.from(breaking()) } as unknown as Backup;
    await expect(saveBackup(backup, path)).rejects.toThrow('The wire broke.');
    expect([path, `${path}.part`].map((one) => existsSync(one))).toEqual([false, false]);
  });
});

/** Says what the key's own mark is, which stands in the open, and signs the rest with another key. */
const signLike =
  (keyCheck: string, forger: typeof secrets): typeof secrets.sign =>
  (text, purpose) =>
    purpose === 'backup key' ? keyCheck : forger.sign(text, purpose);
