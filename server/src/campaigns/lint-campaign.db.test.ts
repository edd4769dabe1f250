import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { addPerson, openShop, type Shop } from '../../test/shop.ts';
import { nobody } from '../audiences/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { checkCampaign, createCampaign, launchCampaign, previewCampaign } from './index.ts';

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
const people = (...numbers: number[]) =>
  inShop(async (tx) => {
    for (const n of numbers) await addPerson(tx, shop, { n });
  });
const create = async (body: string) => {
  const { programId, senderId, listId } = shop;
  const include = { lists: [listId], tags: [] };
  const campaign = { name: 'Rolls', programId, senderId, body, include, exclude: nobody };
  return (await createCampaign(shop.ctx, shop.scope, campaign)).id;
};
const check = async (body: string) => checkCampaign(shop.ctx, shop.scope, await create(body));

/** Everybody on record has had this text so many days ago. */
const tellEverybody = (body: string, daysAgo: number) =>
  inShop((tx) =>
    tx.query(
      `insert into message (id, workspace_id, contact_id, number, sender_id, program_id, purpose, kind, body, parts, status, queued_at, accepted_at)
       select message_day_floor((clock_timestamp() at time zone 'utc')::date) + c.id * 100 + $5, c.workspace_id, c.id, c.number, $1, $2,
         'marketing', 'direct', $3, 1, 'delivered', $4, $4 from contact c where c.workspace_id = $6`,
      [
        ...[shop.senderId, shop.programId, body],
        ...[new Date(shop.ctx.clock.now().getTime() - daysAgo * 86_400_000), daysAgo, tx.workspaceId],
      ],
    ),
  );

const silent = 'Harbor Coffee: fresh rolls from seven.';
const missing = {
  code: 'opt_out.missing',
  details: [{ position: silent.length, suggestion: ' Reply STOP to opt out' }],
};

describe('a marketing campaign that does not say how to leave', () => {
  test('is refused while anybody in it has not been told, with the place and the words to add', async () => {
    await people(1, 2);
    await expect(check(silent)).rejects.toMatchObject(missing);
    await tellEverybody('Harbor Coffee: hi. Reply STOP to opt out', 5);
    await people(3);
    await expect(check(silent)).rejects.toMatchObject(missing);
  });

  test('passes where everybody has been told within 30 days', async () => {
    await people(1, 2);
    await tellEverybody('Harbor Coffee: hi. Reply STOP to opt out', 29);
    expect((await check(silent)).campaign.status).toBe('checked');
  });

  test.each([
    ['longer ago than that', 'Harbor Coffee: hi. Reply STOP to opt out', 31],
    ['by a text that did not say it either', 'Harbor Coffee: hi there', 2],
  ])('is refused where they were told %s', async (_, body, daysAgo) => {
    await people(1);
    await tellEverybody(body, daysAgo);
    await expect(check(silent)).rejects.toMatchObject(missing);
  });

  test('is refused at its launch when somebody has come since the check who has not been told', async () => {
    await people(1);
    await tellEverybody('Harbor Coffee: hi. Reply STOP to opt out', 3);
    const {
      campaign: { id },
    } = await check(silent);
    await people(2);
    const launched = launchCampaign(shop.ctx, shop.scope, id, { confirmCount: 2 });
    await expect(launched).rejects.toMatchObject(missing);
  });
});

test('what may not be said is refused by its rule, and what may is told as a warning', async () => {
  await people(1);
  const beer = 'Harbor Coffee: two beers for $5!! Reply STOP to opt out';
  await expect(check(beer)).rejects.toMatchObject({
    code: 'category.alcohol',
    details: [{ position: 19, end: 24 }],
  });
  const id = await create('Harbor Coffee: fresh rolls!! Reply STOP to opt out');
  const { problems, warnings } = await previewCampaign(shop.ctx, shop.scope, id);
  expect(problems).toEqual([]);
  expect(warnings).toMatchObject([
    { code: 'tone.exclamations', pointer: '/body', position: 26, suggestion: '!' },
  ]);
});
