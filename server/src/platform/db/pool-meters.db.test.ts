import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../../test/database.ts';
import { silentLog } from '../log.ts';
import { openMeter } from '../metrics/meter.ts';
import { type Db, openDatabase } from './pool.ts';
import { roles } from './roles.ts';

let database: TestDatabase;
let db: Db;
const meter = openMeter();
beforeAll(async () => {
  database = await cloneDatabase();
  db = openDatabase({ url: database.url(roles.app), role: roles.app, max: 2, log: silentLog, meter });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

/** The values of one metric, by those of its labels that matter here. */
async function figures(name: string, label: string) {
  const reading = (await meter.read()).find((one) => one.name === name);
  const told = reading?.values.filter((one) => one.name === name || one.name === `${name}_count`) ?? [];
  return Object.fromEntries(told.map(({ labels, value }) => [labels[label], value]));
}
const connections = () => figures('tidings_database_connections', 'state');

describe('a pool of connections tells', () => {
  test('how many are busy, and who waits for one', async () => {
    const done = Promise.withResolvers<void>();
    const begun = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const holding = begun.map((one) =>
      db.system(async (tx) => {
        await tx.query('select 1');
        one.resolve();
        await done.promise;
      }),
    );
    await Promise.all(begun.map(({ promise }) => promise));
    const third = db.system((tx) => tx.query('select 1'));
    expect(await connections()).toEqual({ busy: 2, idle: 0, waiting: 1, most: 2 });
    done.resolve();
    await Promise.all([...holding, third]);
    expect(await connections()).toEqual({ busy: 0, idle: 2, waiting: 0, most: 2 });
  });

  test('how long transactions waited for theirs, each of them once', async () => {
    const before = (await figures('tidings_database_wait_seconds', 'role'))[roles.app] ?? 0;
    await db.system((tx) => tx.query('select 1'));
    await db.system((tx) => tx.query('select 1'));
    expect((await figures('tidings_database_wait_seconds', 'role'))[roles.app]).toBe(before + 2);
  });

  test('which ran again because another was in the way', async () => {
    const workspaceId = await newWorkspace(db);
    let tries = 0;
    await db.tx(workspaceId, async (tx) => {
      tries += 1;
      if (tries === 1)
        await tx.query(`do $$ begin raise exception 'in the way' using errcode = '40P01'; end $$`);
      if (tries === 2)
        await tx.query(`do $$ begin raise exception 'in the way' using errcode = '40001'; end $$`);
    });
    expect(await figures('tidings_database_retries_total', 'reason')).toEqual({
      deadlock: 1,
      serialization: 1,
    });
  });
});
