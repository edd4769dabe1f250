import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../../test/database.ts';
import { settlePeople } from '../../../test/segment-people.ts';
import { ids } from '../../../test/segment-trees.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { loadCatalogue } from './catalogue.queries.ts';
import { countSegment } from './count.queries.ts';
import { overEverybody } from './segment.queries.ts';

/** Two people on the list, one on none: whoever is kept to the list counts two. */
let database: TestDatabase;
let workspaceId: string;

beforeAll(async () => {
  database = await cloneDatabase();
  workspaceId = await newWorkspace(database.db);
  await database.db.tx(workspaceId, (tx) =>
    settlePeople(tx, [
      { lists: [ids.list], texts: [{ status: 'delivered', daysAgo: 1 }], replies: [{ daysAgo: 1 }] },
      { lists: [ids.list] },
      { texts: [{ status: 'delivered', daysAgo: 1 }], replies: [{ daysAgo: 1 }] },
    ]),
  );
});
afterAll(() => database.drop());

const userOf = async (tx: Tx) =>
  (await tx.query<{ name: string }>('select current_user::text as name')).rows[0]?.name;
const countEverybody = async (tx: Tx) =>
  countSegment(tx, {
    rule: { kind: 'everyone' },
    catalogue: await loadCatalogue(tx),
    moment: { now: new Date(), zone: 'UTC' },
  });
const listSetting = async () => {
  const { rows } = await database.db.tx(workspaceId, (tx) =>
    tx.query<{ id: string }>('select list_id as id from list_member limit 1'),
  );
  return { 'app.reach_lists': `{${rows[0]?.id}}` };
};
const someSender = { 'app.reach_senders': '{018f0000-0000-7000-8000-000000000001}' };

test('what is asked about everybody is asked as who looks, and what follows as before', async () => {
  await database.db.tx(workspaceId, async (tx) => {
    expect(await userOf(tx)).toBe('tidings_app');
    expect(await overEverybody(tx, () => userOf(tx))).toBe('tidings_readonly');
    expect(await userOf(tx)).toBe('tidings_app');
    expect(await countEverybody(tx)).toBe(3);
  });
  await database.worker.tx(workspaceId, async (tx) => {
    expect(await overEverybody(tx, () => userOf(tx))).toBe('tidings_worker');
  });
});

test('nobody of another workspace is counted by it', async () => {
  const other = await newWorkspace(database.db);
  expect(await database.db.tx(other, countEverybody)).toBe(0);
});

test('who is kept to a list asks as themselves, and counts its people alone', async () => {
  await database.db.within(await listSetting(), () =>
    database.db.tx(workspaceId, async (tx) => {
      expect(await overEverybody(tx, () => userOf(tx))).toBe('tidings_app');
      expect(await countEverybody(tx)).toBe(2);
    }),
  );
  await database.db.within(someSender, () =>
    database.db.tx(workspaceId, async (tx) => {
      expect(await overEverybody(tx, () => userOf(tx))).toBe('tidings_app');
    }),
  );
});

test('the role that looks shows nobody to whom is kept to anything', async () => {
  const tables = ['contact', 'list_member', 'contact_list', 'message', 'inbound_message'];
  const seen = (settings: Record<string, string>) =>
    database.db.within(settings, () =>
      database.db.tx(workspaceId, async (tx) => {
        await tx.query('set local role tidings_readonly');
        const counts = tables.map((table) => `(select count(*)::integer from ${table}) as ${table}`);
        return (await tx.query<Record<string, number>>(`select ${counts.join(', ')}`)).rows[0];
      }),
    );
  expect(Object.values((await seen({})) ?? {}).every((count) => count > 0)).toBe(true);
  for (const settings of [await listSetting(), someSender])
    expect(Object.values((await seen(settings)) ?? {})).toEqual(tables.map(() => 0));
});

test('whatever narrows those who serve closes it to the role that looks', async () => {
  const { rows } = await database.migrator.system((tx) =>
    tx.query<{ name: string; policies: string[] }>(
      `select polrelid::regclass::text as name, array_agg(polname::text order by polname) as policies from pg_policy
       where polname in ('within_reach', 'only_unnarrowed') group by 1`,
    ),
  );
  expect(rows.length).toBeGreaterThanOrEqual(10);
  for (const { name, policies } of rows)
    expect([name, ...policies]).toEqual([name, 'only_unnarrowed', 'within_reach']);
});
