import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../../test/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const addContact = (workspaceId: string, number: string) =>
  database.db.tx(workspaceId, (tx) =>
    tx.query('insert into contact (workspace_id, number) values ($1, $2)', [workspaceId, number]),
  );

describe('row security', () => {
  test('shows a workspace its own rows and nobody else’s', async () => {
    const [mine, theirs] = [await newWorkspace(database.db), await newWorkspace(database.db)];
    await addContact(mine, '+12025550101');
    await addContact(theirs, '+12025550102');
    const { rows } = await database.db.tx(mine, (tx) => tx.query('select number from contact'));
    expect(rows).toEqual([{ number: '+12025550101' }]);
  });

  test('shows nothing when no workspace is set, also on a connection that had one before', async () => {
    const mine = await newWorkspace(database.db);
    await addContact(mine, '+12025550103');
    for (const db of [database.db, database.worker, database.migrator]) {
      await db.tx(mine, (tx) => tx.query('select 1'));
      const { rows } = await db.system((tx) => tx.query('select number from contact'));
      expect(rows).toEqual([]);
    }
  });

  test('is what hides them: who stands above it sees every row', async () => {
    const mine = await newWorkspace(database.db);
    await addContact(mine, '+12025550106');
    const superuser = new pg.Client({ connectionString: database.url('postgres') });
    await superuser.connect();
    const { rows } = await superuser.query(`select number from contact where number = '+12025550106'`);
    await superuser.end();
    expect(rows).toHaveLength(1);
  });

  test('refuses a row for another workspace', async () => {
    const [mine, theirs] = [await newWorkspace(database.db), await newWorkspace(database.db)];
    const foreign = database.db.tx(mine, (tx) =>
      tx.query('insert into contact (workspace_id, number) values ($1, $2)', [theirs, '+12025550104']),
    );
    await expect(foreign).rejects.toThrow(/row-level security|refuses this/);
  });

  test('refuses a row when no workspace is set', async () => {
    const homeless = database.db.system((tx) =>
      tx.query('insert into contact (workspace_id, number) values ($1, $2)', [randomUUID(), '+12025550105']),
    );
    await expect(homeless).rejects.toThrow();
  });
});

describe('functions with foreign rights', () => {
  test('look among temporary tables last, where anybody may have put one of our names', async () => {
    const { rows } = await database.db.system((tx) =>
      tx.query(
        `select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace
           and not coalesce(proconfig, '{}') @> array['search_path=public, pg_temp']`,
      ),
    );
    expect(rows).toEqual([]);
  });

  test('that take work are the worker’s alone', async () => {
    const leasing = database.db.system((tx) => tx.query('select * from lease_unknown_texts(1, 1)'));
    await expect(leasing).rejects.toThrow(/refuses this/);
  });
});

test('what was sent and who opted out can be removed by nobody who serves', async () => {
  for (const table of [
    'message',
    'send_intent',
    'inbound_message',
    'campaign_exclusion',
    'suppression',
    'consent_event',
    'consent_origin',
  ])
    for (const db of [database.db, database.worker])
      await expect(
        db.system((tx) => tx.query(`delete from ${table}`)),
        table,
      ).rejects.toThrow(/refuses this/);
});
