import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../../test/database.ts';
import type { Tx } from '../db/pool.ts';
import { systemIds } from '../ids.ts';
import { getPageTheme, savePageTheme } from './page-theme.queries.ts';
import { findPublicAddress, insertPublicAddress, newPublicAddress } from './public-address.queries.ts';
import { countRequest, countWithin, giveBackRequests, refuseOver } from './request-count.queries.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(async () => {
  await database.drop();
});

const ids = systemIds();

describe('a public address', () => {
  test('leads to its workspace, though nobody is known who asks', async () => {
    const workspaceId = await newWorkspace(database.db);
    const [address, objectId] = [newPublicAddress(ids.token), ids.uuid()];
    await database.db.tx(workspaceId, (tx) => insertPublicAddress(tx, address, { kind: 'form', objectId }));
    const found = await database.db.system((tx) => findPublicAddress(tx, address));
    expect(found).toEqual({ workspaceId, kind: 'form', objectId });
    expect(await database.db.system((tx) => findPublicAddress(tx, 'nosuchaddr'))).toBe(null);
  });

  test('is not made by another workspace in its name', async () => {
    const [mine, other] = [await newWorkspace(database.db), await newWorkspace(database.db)];
    await expect(
      database.db.tx(mine, (tx) =>
        tx.query(
          'insert into public_address (workspace_id, address, kind, object_id) values ($1, $2, $3, $4)',
          [other, newPublicAddress(ids.token), 'form', ids.uuid()],
        ),
      ),
    ).rejects.toThrow();
  });
});

describe('requests', () => {
  test('are counted over all processes, a row a window, and refused above the limit', async () => {
    const workspaceId = await newWorkspace(database.db);
    const limit = { purpose: 'test', subject: 'network', most: 20, windowSeconds: 86_400 };
    const count = () => database.db.tx(workspaceId, (tx) => countRequest(tx, limit));
    const counted = await Promise.all(Array.from({ length: 30 }, count));
    // The day may turn between two of them; then both windows are within.
    expect(counted.filter((one) => one.isWithin).length).toBeGreaterThanOrEqual(20);
    const { rows } = await database.db.tx(workspaceId, (tx) =>
      tx.query<{ count: number }>('select count from request_count'),
    );
    expect(rows.length).toBeLessThanOrEqual(2);
    expect(rows.reduce((sum, row) => sum + row.count, 0)).toBe(30);
    for (const one of counted) {
      if (one.isWithin) expect(() => refuseOver(one)).not.toThrow();
      else expect(() => refuseOver(one)).toThrow('too many requests');
    }
  });

  test('count under none of several limits when one of them refuses, and are given back under each, whatever its window', async () => {
    const workspaceId = await newWorkspace(database.db);
    const inWorkspace = <T>(work: (tx: Tx) => Promise<T>) => database.db.tx(workspaceId, work);
    const sums = async () => {
      const { rows } = await inWorkspace((tx) =>
        tx.query<{ purpose: string; count: number }>(
          'select purpose, sum(count)::integer as count from request_count group by 1 order by 1',
        ),
      );
      return Object.fromEntries(rows.map(({ purpose, count }) => [purpose, count]));
    };
    const limitOf = (purpose: string, windowSeconds: number, most = 5) => ({
      ...{ purpose, subject: 'network', most, windowSeconds },
    });
    const [hour, day, shut] = [limitOf('hour', 3_600), limitOf('day', 86_400), limitOf('shut', 3_600, 0)];
    const refused = await inWorkspace((tx) => countWithin(tx, [hour, shut, day]));
    expect(refused).toMatchObject([{ limit: shut, isWithin: false }]);
    expect(await sums()).toEqual({ hour: 0, shut: 1 });
    const counted = await inWorkspace((tx) => countWithin(tx, [hour, day]));
    expect(await sums()).toEqual({ hour: 1, day: 1, shut: 1 });
    await inWorkspace((tx) => giveBackRequests(tx, counted));
    expect(await sums()).toEqual({ hour: 0, day: 0, shut: 1 });
  });
});

test('the colours of a workspace are its own', async () => {
  const [mine, other] = [await newWorkspace(database.db), await newWorkspace(database.db)];
  await database.db.tx(mine, (tx) => savePageTheme(tx, { accent: '#AA0000', canvas: '#ffffff' }));
  expect(await database.db.tx(mine, getPageTheme)).toEqual({ accent: '#aa0000', canvas: '#ffffff' });
  expect((await database.db.tx(other, getPageTheme)).accent).not.toBe('#aa0000');
});
