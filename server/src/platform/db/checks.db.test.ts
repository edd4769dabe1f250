import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { assertDatabaseIsSafe, findUnsafe } from './checks.ts';

let database: TestDatabase;
let superuser: pg.Client;
beforeEach(async () => {
  database = await cloneDatabase();
  superuser = new pg.Client({ connectionString: database.url('postgres') });
  await superuser.connect();
});
afterEach(async () => {
  await superuser.end();
  await database.drop();
});

test('the database our migrations make is safe, seen by the role that asks at start', async () => {
  await expect(database.db.system((tx) => findUnsafe(tx))).resolves.toEqual([]);
});

describe('a database is refused', () => {
  test('when a table with a workspace_id has no fence', async () => {
    await superuser.query('create table diary (workspace_id uuid, words text)');
    await expect(assertDatabaseIsSafe(superuser)).rejects.toThrow(/table diary/);
  });

  test('when the fence does not bind the owner', async () => {
    await superuser.query('alter table contact no force row level security');
    await expect(assertDatabaseIsSafe(superuser)).rejects.toThrow(/table contact /);
  });

  test('when a partition can be read around the fence of its parent', async () => {
    await superuser.query('alter table message_default disable row level security');
    await expect(assertDatabaseIsSafe(superuser)).rejects.toThrow(/partition message_default/);
  });

  test('when a running role owns a table, since owners can lift fences', async () => {
    await superuser.query('grant create on schema public to tidings_app');
    await superuser.query('alter table contact owner to tidings_app');
    await expect(assertDatabaseIsSafe(superuser)).rejects.toThrow(/contact belongs to tidings_app/);
  });

  test.each(['bypassrls', 'superuser'])('when a role has %s', async (right) => {
    await superuser.query('begin'); // Roles are shared by all databases of the cluster: never committed.
    await superuser.query(`alter role tidings_worker ${right}`);
    await expect(assertDatabaseIsSafe(superuser)).rejects.toThrow(/role tidings_worker/);
    await superuser.query('rollback');
  });

  test('when commits are not on disk before they are answered', async () => {
    await superuser.query('set synchronous_commit = off');
    await expect(assertDatabaseIsSafe(superuser)).rejects.toThrow(/synchronous_commit = off/);
  });
});
