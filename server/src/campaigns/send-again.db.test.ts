import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../test/app.ts';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { addPerson, openShop, type Shop } from '../../test/shop.ts';
import { publicId, readUuidId } from '../platform/ids.ts';

let database: TestDatabase;
let app: TestApp;
let shop: Shop;
let ask: Ask;
let people: number[];
let campaign: string;
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});
beforeEach(async () => {
  shop = await openShop(database.db);
  ask = await app.signedIn(shop.workspaceId);
  people = [];
  await inShop(async (tx) => {
    for (let n = 1; n <= 4; n += 1) people.push(await addPerson(tx, shop, { n, firstName: `P${n}` }));
  });
  campaign = (
    await post('/v1/campaigns', {
      ...{ name: 'Spring', body: 'Harbor Coffee: rolls from 7. Reply STOP to opt out' },
      ...{ program_id: publicId('prg', shop.programId), sender_id: publicId('snd', shop.senderId) },
      include: { lists: [publicId('lst', shop.listId)] },
    })
  ).json().id;
});

const inShop = <T>(work: Parameters<typeof database.db.tx<T>>[1]) => database.db.tx(shop.workspaceId, work);
const post = (url: string, payload?: object) => ask({ method: 'POST', url, ...(payload && { payload }) });
const again = (to: string, id = campaign) => post(`/v1/campaigns/${id}/send-again`, { to });
const audienceOf = async (id: string): Promise<number> =>
  (await ask({ url: `/v1/campaigns/${id}/check` })).json().will_receive;

/** As if it had been sent, with what became of each person's text. */
async function sent(id: string, statuses: Readonly<Record<number, string>>): Promise<void> {
  await inShop(async (tx) => {
    const { rows } = await tx.query<{ base: number }>('select next_message_block() as base');
    for (const [n, [who, status]] of Object.entries(statuses).entries())
      await tx.query(
        `insert into message (id, workspace_id, campaign_id, contact_id, sender_id, number, purpose, kind, body, parts, status,
           queued_at, submitted_at, accepted_at)
         select $1, $2, $3, c.id, $4, c.number, 'marketing', 'campaign', 'Hi', 1, $5, now(), now(), case when $5 <> 'failed' then now() end
         from contact c where c.workspace_id = $2 and c.id = $6`,
        [
          ...[(rows[0]?.base ?? 0) + n, tx.workspaceId, readUuidId('cmp', id), shop.senderId, status],
          people[Number(who)],
        ],
      );
    await tx.query(`update campaign set status = 'finished', launched_at = now() where id = $1`, [
      readUuidId('cmp', id),
    ]);
  });
}

test('whom it did not reach are those of the new draft, and a receipt that comes late takes them out', async () => {
  await sent(campaign, { 0: 'delivered', 1: 'undelivered', 2: 'unknown', 3: 'failed' });
  const made = await again('failed');
  expect(made.statusCode).toBe(201);
  expect(made.json()).toMatchObject({
    name: 'Spring (again)',
    status: 'draft',
    include: { lists: [], tags: [] },
  });
  const { id } = made.json();
  const audit = await inShop((tx) =>
    tx.query(`select object, after->>'campaign' as made from audit_entry where act = 'campaign.sent_again'`),
  );
  expect(audit.rows).toEqual([{ object: campaign, made: id }]);
  expect(await audienceOf(id)).toBe(2);
  await inShop((tx) =>
    tx.query(`update message set status = 'delivered' where contact_id = $1`, [people[1]]),
  );
  expect(await audienceOf(id)).toBe(1);
});

test('nobody is in two that go again, and whoever got one is left out of the next', async () => {
  await sent(campaign, { 0: 'delivered', 1: 'failed', 2: 'failed' });
  const unsent = (await again('failed')).json().id;
  const first = (await again('failed')).json().id;
  const status = (id: string) => ask({ url: `/v1/campaigns/${id}` }).then((answer) => answer.json().status);
  expect([await status(unsent), await status(first)]).toEqual(['stopped', 'draft']);
  await inShop((tx) =>
    tx.query(`update campaign set status = 'sending' where id = $1`, [readUuidId('cmp', first)]),
  );
  expect((await again('failed')).json().code).toBe('campaign.again_open');
  await sent(first, { 1: 'delivered', 2: 'undelivered' });
  // Asked of the one that went again, it goes again for the first.
  const second = (await again('failed', first)).json();
  expect(second.name).toBe('Spring (again)');
  expect(await audienceOf(second.id)).toBe(1);
});

test('who got it and did not reply can be reminded; who clicked is known of short links alone', async () => {
  await sent(campaign, { 0: 'delivered', 1: 'delivered', 2: 'failed' });
  expect((await again('not_clicked')).json().code).toBe('campaign.no_clicks');
  expect(await audienceOf((await again('not_replied')).json().id)).toBe(2);
});

test('a draft to the others stays: whom it did not reach is nobody who got it', async () => {
  await sent(campaign, { 0: 'delivered', 1: 'failed' });
  const failed = (await again('failed')).json().id;
  const silent = (await again('not_replied')).json().id;
  const next = (await again('not_replied')).json().id;
  const statuses = [];
  for (const id of [failed, silent, next])
    statuses.push((await ask({ url: `/v1/campaigns/${id}` })).json().status);
  expect(statuses).toEqual(['draft', 'stopped', 'draft']);
  expect([await audienceOf(failed), await audienceOf(next)]).toEqual([1, 1]);
});

test('who got one that goes again is left out of the other, even if the first text is reported lost only then', async () => {
  await sent(campaign, { 0: 'delivered', 1: 'failed', 2: 'accepted' });
  const failed = (await again('failed')).json().id;
  const silent = (await again('not_replied')).json().id;
  expect([await audienceOf(failed), await audienceOf(silent)]).toEqual([1, 2]);
  await sent(silent, { 0: 'delivered', 2: 'delivered' });
  const late = readUuidId('cmp', campaign);
  await inShop((tx) =>
    tx.query(`update message set status = 'expired' where campaign_id = $1 and status = 'accepted'`, [late]),
  );
  expect(await audienceOf(failed)).toBe(1);
});

test('one waits until the other has left: whom that reaches is not known before', async () => {
  await sent(campaign, { 0: 'delivered', 1: 'failed' });
  const failed = (await again('failed')).json().id;
  const silent = readUuidId('cmp', (await again('not_replied')).json().id);
  const launch = async (status: string) => {
    await inShop((tx) => tx.query('update campaign set status = $2 where id = $1', [silent, status]));
    return (await post(`/v1/campaigns/${failed}/launch`)).json().code;
  };
  expect(await launch('sending')).toBe('campaign.again_open');
  for (const status of ['scheduled', 'finished']) expect(await launch(status)).toBe('campaign.not_checked');
});

test('as an experiment it waits as well, and whoever got a variant of one is left out of the next', async () => {
  await sent(campaign, { 0: 'delivered', 1: 'failed', 2: 'failed', 3: 'failed' });
  const failed = (await again('failed')).json().id;
  const silent = (await again('not_replied')).json().id;
  const setStatus = (id: string, status: string) =>
    inShop((tx) =>
      tx.query('update campaign set status = $2 where id = $1', [readUuidId('cmp', id), status]),
    );
  await setStatus(silent, 'sending');
  await ask({
    method: 'PUT',
    url: `/v1/campaigns/${failed}/experiment`,
    payload: {
      variants: ['rolls', 'cake'].map((name) => ({
        name,
        body: `Harbor Coffee: ${name}. Reply STOP to opt out`,
      })),
      ...{ metric: 'replies', test_percent: 100, wait_minutes: 60, least_each: 20 },
    },
  });
  const start = async () => (await post(`/v1/campaigns/${failed}/experiment/start`)).json().code;
  expect(await start()).toBe('campaign.again_open');
  await setStatus(silent, 'finished');
  expect(await start()).toBe('campaign.not_checked');
  // What leads an experiment has no texts of its own; its variants have.
  const variant = (await post(`/v1/campaigns/${failed}/clone`, {})).json().id;
  await inShop((tx) =>
    tx.query(
      `update campaign set part = jsonb_build_object('root', $2::text, 'from', 0, 'until', 10000) where id = $1`,
      [...[readUuidId('cmp', variant), readUuidId('cmp', failed)]],
    ),
  );
  await sent(variant, { 1: 'delivered', 2: 'undelivered' });
  expect((await again('failed', variant)).json().code).toBe('campaign.is_part');
  await setStatus(failed, 'finished');
  expect(await audienceOf((await again('failed')).json().id)).toBe(2);
});

test('one that is not done is refused: what became of its texts is not known', async () => {
  expect((await again('failed')).json()).toMatchObject({ code: 'campaign.not_done', status: 409 });
});
