import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { addPerson, openShop, type Shop } from '../../test/shop.ts';
import type { Tx } from '../platform/db/pool.ts';
import { setHoldOut } from './hold-out.ts';
import {
  checkCampaign,
  cloneCampaign,
  cloneWithin,
  createCampaign,
  getCampaign,
  launchCampaign,
} from './index.ts';
import { placeSql } from './part.queries.ts';
import { placeOf } from './part.ts';

let database: TestDatabase;
let shop: Shop;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  shop = await openShop(database.db);
});

const inShop = <T>(work: (tx: Tx) => Promise<T>) => database.db.tx(shop.workspaceId, work);
const people = 60;

async function draft(): Promise<string> {
  await inShop(async (tx) => {
    for (let n = 0; n < people; n += 1) await addPerson(tx, shop, { n });
  });
  const { id } = await createCampaign(shop.ctx, shop.scope, {
    ...{ name: 'Spring', programId: shop.programId, senderId: shop.senderId },
    body: 'Harbor Coffee: rolls from 7. Reply STOP to opt out',
    include: { lists: [shop.listId], tags: [] },
    exclude: { lists: [], tags: [] },
  });
  return id;
}

async function sendTo(id: string): Promise<number[]> {
  const { campaign } = await checkCampaign(shop.ctx, shop.scope, id);
  if ((campaign.estimate?.people ?? 0) > 0) await launchCampaign(shop.ctx, shop.scope, id, {});
  const { rows } = await inShop((tx) =>
    tx.query<{ contact: number }>('select unnest(recipients) as contact from send_chunk where run_id = $1', [
      id,
    ]),
  );
  return rows.map(({ contact }) => contact);
}

test('a place is the same in SQL and here', async () => {
  const { rows } = await inShop((tx) =>
    tx.query<{ id: number; place: number }>(
      `select id, ${placeSql('$1', 'id')}::int as place from generate_series(1, 500) id`,
      ['a seed'],
    ),
  );
  expect(rows.map(({ place }) => place)).toEqual(rows.map(({ id }) => placeOf('a seed', id)));
});

test('parts of an audience have nobody in common, leave nobody out, and the rest is told why', async () => {
  const id = await draft();
  await inShop((tx) => tx.query(`update campaign set status = 'testing' where id = $1`, [id]));
  const edges = [1_000, 4_000, 7_000, 10_000];
  const sent: number[][] = [];
  for (const [at, from] of edges.slice(0, -1).entries()) {
    const part = { root: id, control: 1_000, from, to: edges[at + 1] ?? 0 };
    const arm = await inShop((tx) => cloneWithin(shop.ctx, tx, shop.scope, id, {}, part));
    sent.push(await sendTo(arm.id));
    const { audience } = await inShop((tx) => getCampaign(tx, arm.id));
    const of = (line: string) => audience?.waterfall.find((one) => one.line === line)?.count ?? 0;
    expect(of('control') + of('other_part') + of('will_receive')).toBe(people);
  }
  const all = sent.flat();
  expect(new Set(all).size).toBe(all.length);
  const { rows } = await inShop((tx) =>
    tx.query<{ contact: number }>(
      `select distinct contact_id as contact from campaign_exclusion where workspace_id = current_workspace() and reason = 'control'`,
    ),
  );
  expect(all.length + rows.length).toBe(people);
  expect(rows.every(({ contact }) => placeOf(id, contact) < 1_000)).toBe(true);
});

test('the hold-out group gets no marketing, whichever campaign it is, and a larger one contains the smaller', async () => {
  const id = await draft();
  await setHoldOut(shop.ctx, shop.scope, 5);
  const first = await sendTo(id);
  const again = await sendTo((await cloneCampaign(shop.ctx, shop.scope, id, {})).id);
  expect(again).toEqual(first);
  await setHoldOut(shop.ctx, shop.scope, 10);
  const fewer = await sendTo((await cloneCampaign(shop.ctx, shop.scope, id, {})).id);
  expect(fewer.every((one) => first.includes(one))).toBe(true);
  expect(fewer.length).toBeLessThan(people);
  await inShop((tx) =>
    tx.query(`update program set purpose = 'transactional' where id = $1`, [shop.programId]),
  );
  const orders = await createCampaign(shop.ctx, shop.scope, {
    ...{ name: 'Notice', programId: shop.programId, senderId: shop.senderId },
    body: 'Harbor Coffee: your order is ready at the counter. Reply STOP to opt out',
    include: { lists: [shop.listId], tags: [] },
    exclude: { lists: [], tags: [] },
  });
  expect(await sendTo(orders.id)).toHaveLength(people);
});

test('a copy is a draft whose words count as those of whoever wrote them first', async () => {
  const id = await draft();
  await inShop((tx) => tx.query(`update campaign set authors = array['member:ana'] where id = $1`, [id]));
  const copy = await cloneCampaign(shop.ctx, shop.scope, id, { name: 'Summer' });
  expect([copy.status, copy.name, copy.estimate, copy.version]).toEqual(['draft', 'Summer', null, 1]);
  const { rows } = await inShop((tx) =>
    tx.query<{ authors: string[] }>('select authors from campaign where id = $1', [copy.id]),
  );
  expect(rows[0]?.authors).toContain('member:ana');
});
