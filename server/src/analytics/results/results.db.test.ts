import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../../test/app.ts';
import { testContext } from '../../../test/context.ts';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { readPdf } from '../../../test/read-pdf.ts';
import { addPerson, openShop, type Shop, shopNumber } from '../../../test/shop.ts';
import { nobody } from '../../audiences/index.ts';
import { createCampaign } from '../../campaigns/index.ts';
import { attribute } from '../../conversions/index.ts';
import { type Clock, fixedClock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { publicId } from '../../platform/ids.ts';

const clock = fixedClock('2026-11-24T17:00:00Z');
let database: TestDatabase;
let app: TestApp;
let shop: Shop;
let ask: Ask;
let campaign: string;
let second: string;
const people: number[] = [];
const link = randomUUID();
const inShop = <T>(work: (tx: Tx) => Promise<T>) => database.db.tx(shop.workspaceId, work);
const minutes = (n: number) => new Date(clock.now().getTime() + n * 60_000);

beforeAll(async () => {
  database = await cloneDatabase();
  shop = await openShop(database.db, clock);
  app = await testApp(database, {}, testContext(database.db, clock as Clock));
  ask = await app.signedIn(shop.workspaceId);
  campaign = await newCampaign('Spring');
  second = await newCampaign('Summer');
  await inShop(async (tx) => {
    for (let n = 0; n < 8; n += 1) people.push(await addPerson(tx, shop, { n }));
    await tx.query(
      `update contact set carrier = 'att', country = 'CA', region = 'on' where id = any($1::bigint[])`,
      [people.slice(0, 3)],
    );
    await tx.query(
      `insert into link (workspace_id, id, url, campaign_id, made_by, created_at, changed_at) values ($1, $2, 'https://shop.example/', $3, 'test', now(), now())`,
      [tx.workspaceId, link, campaign],
    );
  });
  await sendAll();
  await hearAll();
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

async function newCampaign(name: string): Promise<string> {
  const made = await createCampaign(shop.ctx, shop.scope, {
    ...{
      name,
      programId: shop.programId,
      senderId: shop.senderId,
      body: 'Harbor Coffee: hello. Reply STOP to leave',
    },
    ...{ include: { lists: [shop.listId], tags: [] }, exclude: nobody },
  });
  return made.id;
}

const idOf = (n: number) => 5_000_000 + n;

/** Eight texts: five delivered after 1 to 5 minutes, one without a word, one failed, one unknown; and one that was never allowed. */
async function sendAll(): Promise<void> {
  const fates = [
    'delivered',
    'delivered',
    'delivered',
    'delivered',
    'delivered',
    'accepted',
    'failed',
    'unknown',
  ];
  await inShop(async (tx) => {
    for (const [n, status] of [...fates, 'suppressed'].entries()) {
      const isTaken = status === 'delivered' || status === 'accepted';
      await tx.query(
        `insert into message (id, workspace_id, campaign_id, contact_id, sender_id, number, purpose, kind, body, parts, status, reason, queued_at, submitted_at, accepted_at, final_at)
         select $1, $2, $3, $4, $5, number, 'marketing', 'campaign', 'Hi', 2, $6, $7, $8::timestamptz, $8::timestamptz, $9, $10 from contact where id = $4`,
        [
          ...[idOf(n), tx.workspaceId, campaign, people[n] ?? people[0], shop.senderId, status],
          ...[status === 'failed' ? 'carrier.invalid_number' : null, clock.now()],
          ...[isTaken ? clock.now() : null, status === 'delivered' ? minutes(n + 1) : null],
        ],
      );
    }
  });
}

/** Two people click (one of them twice), a program clicks, two reply, one of them leaves within a day and one after it, one buys. */
async function hearAll(): Promise<void> {
  await inShop(async (tx) => {
    const click = (text: number, at: number, robot: string | null) =>
      tx.query(
        `insert into click (workspace_id, link_id, message_id, at, method, robot_reason) values ($1, $2, $3, $4, 'GET', $5)`,
        [tx.workspaceId, link, idOf(text), minutes(at), robot],
      );
    await click(0, 10, null);
    await click(0, 11, null);
    await click(1, 12, null);
    await click(2, 0, 'too_soon');
    const reply = (person: number, body: string, intent: string, at: number) =>
      tx.query(
        `insert into inbound_message (workspace_id, gateway_id, provider_id, sender_id, contact_id, number, body, intent, campaign_id, received_at, is_settled)
         values ($1, $2, $3, $4, $5, '+12035550100', $6, $7, $8, $9, true)`,
        [
          tx.workspaceId,
          shop.gatewayId,
          randomUUID(),
          shop.senderId,
          people[person],
          body,
          intent,
          campaign,
          minutes(at),
        ],
      );
    await reply(0, 'Thanks!', 'other', 20);
    await reply(1, 'When do you open?', 'other', 21);
    await reply(3, 'STOP', 'stop', 22);
    const leave = (person: number, at: number, id: number) =>
      tx.query(
        `insert into consent_event (workspace_id, id, number, contact_id, brand_id, type, method, occurred_at, recorded_at, actor, prev_hash, hash)
         select $1, $2, number, id, $3, 'opt_out', 'reply', $4::timestamptz, $4::timestamptz, 'test', '', '' from contact where id = $5`,
        [tx.workspaceId, id, shop.brandId, minutes(at), people[person]],
      );
    await leave(3, 22, 9_001);
    await leave(4, 60 * 30, 9_002);
    await tx.query(
      `insert into spend_move (workspace_id, day, campaign_id, parts, amount) values ($1, '2026-11-24', $2, 16, 0.160000)`,
      [tx.workspaceId, campaign],
    );
  });
  clock.forward(30 * 60_000);
  const event = { id: 'o1', name: 'order.placed', contact_id: `con_${people[0]}`, value: 40 };
  await ask({ method: 'POST', url: '/v1/events', payload: { events: [event] } });
  clock.forward(180_000);
  await attribute({ ...shop.ctx, clock: clock as Clock, db: database.worker }, shop.workspaceId);
}

const results = async (path = '', id = campaign) =>
  (await ask({ url: `/v1/campaigns/${publicId('cmp', id)}/results${path}` })).json();

describe('the results of a campaign', () => {
  test('are what its texts came to, counted by hand', async () => {
    const found = await results();
    expect(found.figures).toMatchObject({
      ...{
        texts: 8,
        parts: 16,
        handed_over: 6,
        delivered: 5,
        failed: 1,
        unconfirmed: 1,
        unknown: 1,
        reached: 6,
      },
      clicks: { human: 3, robots: 1, people: 2 },
      ...{
        replies: 2,
        repliers: 2,
        opt_outs: 1,
        conversions: 1,
        buyers: 1,
        revenue: '40.0000',
        returned: '0',
      },
      deliver_seconds: { p50: 180, p95: 288 },
    });
    expect(found.figures.rates.clicked).toMatchObject({ hits: 2, of: 6, too_few: true });
    expect(found.failures).toMatchObject([{ reason: 'carrier.invalid_number', texts: 1 }]);
    expect(found.tones).toEqual({ pleased: 1, displeased: 0, question: 1, neither: 0 });
    expect(found.cost).toMatchObject({ expected: '0.160000', roi: 249 });
    expect(found.notes[0]).toContain('There is no open rate');
  });

  test.each([
    ['sender', [[shopNumber, 8]]],
    ['variant', [['Spring', 8]]],
    ['gateway', [['Nowhere', 8]]],
    [
      'country',
      [
        ['US', 5],
        ['CA', 3],
      ],
    ],
    [
      'carrier',
      [
        [null, 5],
        ['AT&T', 3],
      ],
    ],
    // Three have a state on file; the others are told by the area code of their number.
    [
      'region',
      [
        ['US-CT', 5],
        ['CA-ON', 3],
      ],
    ],
    ['hour', [['2026-11-24T17:00:00Z', 8]]],
  ])('taken apart by %s add up to the whole', async (by, expected) => {
    const groups = await results(`/groups?by=${by}`);
    const shown = groups.data.map((one: { name: string; key: string; figures: { texts: number } }) => [
      one.name ?? one.key,
      one.figures.texts,
    ]);
    expect(shown).toEqual(expected);
    const whole = (await results()).figures;
    for (const name of ['texts', 'delivered', 'replies', 'opt_outs', 'buyers'])
      expect(
        groups.data.reduce(
          (sum: number, one: { figures: Record<string, number> }) => sum + (one.figures[name] ?? 0),
          0,
        ),
      ).toBe(whole[name]);
  });

  test('by segment count whoever is in it now', async () => {
    const segment = (
      await ask({ method: 'POST', url: '/v1/segments', payload: { name: 'Canada', text: 'country = CA' } })
    ).json();
    await ask({
      method: 'PATCH',
      url: `/v1/campaigns/${publicId('cmp', second)}`,
      payload: { include: { lists: [], tags: [], segments: [segment.id] } },
    });
    await inShop((tx) =>
      tx.query(`update campaign set include = (select include from campaign where id = $2) where id = $1`, [
        campaign,
        second,
      ]),
    );
    expect((await results('/groups?by=segment')).data).toMatchObject([
      { key: segment.id, name: 'Canada', figures: { texts: 3, clicks: { people: 2 } } },
    ]);
  });

  test('tell of each link, and of each hour', async () => {
    expect((await results('/links')).data).toMatchObject([
      {
        url: 'https://shop.example/',
        clicks: { human: 3, robots: 1, people: 2 },
        buyers: 1,
        revenue: '40.0000',
      },
    ]);
    expect((await results('/over-time')).data).toMatchObject([
      {
        ...{ at: '2026-11-24T17:00:00.000Z', sent: 8, delivered: 5, clicks: 3, replies: 2, opt_outs: 1 },
        ...{ conversions: 1, revenue: '40.0000' },
      },
    ]);
  });

  test('of one that leads others are theirs together, and each by itself', async () => {
    const root = await newCampaign('Test');
    await inShop((tx) =>
      tx.query('update campaign set part = $2 where id = $1', [
        campaign,
        { root, control: 0, from: 0, to: 10_000 },
      ]),
    );
    expect((await results('', root)).figures).toMatchObject({
      texts: 8,
      clicks: { human: 3 },
      revenue: '40.0000',
    });
    expect((await results('/groups?by=variant', root)).data).toMatchObject([
      { key: publicId('cmp', campaign), name: 'Spring', figures: { texts: 8, repliers: 2 } },
    ]);
  });

  test('can be printed: what was sent, what it came to and how sure that is, with the figures for machines inside', async () => {
    const id = publicId('cmp', campaign);
    await ask({
      method: 'PUT',
      url: `/v1/campaigns/${id}/brief`,
      payload: { objective: 'Fill the shop.', measure: 'clicks', target: 2 },
    });
    const answer = await ask({ url: `/v1/campaigns/${id}/results?format=pdf` });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
    const { text, json } = await readPdf(answer.rawPayload);
    for (const words of [
      'Report of “Spring”',
      'Harbor Coffee: hello. Reply STOP to leave',
      'Fill the shop. Judged by clicks: 2 of 2, so the target was met.',
      'Taken by carriers',
      'US-CT',
      'There is no open rate',
    ])
      expect(text).toContain(words);
    expect(JSON.parse(json.toString())).toEqual(await results());
    const empty = await ask({
      url: `/v1/campaigns/${publicId('cmp', second)}/results`,
      headers: { accept: 'application/pdf' },
    });
    expect((await readPdf(empty.rawPayload)).text).toContain('Nothing has been sent yet.');
  });

  test('of one that sent nothing are nothing, without a share of it', async () => {
    const found = await results('', second);
    expect(found.figures).toMatchObject({
      texts: 0,
      revenue: '0',
      rates: { clicked: null, revenue_per_person: null },
    });
    expect(found.cost.roi).toBeNull();
  });

  test('are compared with another’s where there is enough to say', async () => {
    const compare = (ids: readonly string[]) =>
      ask({ url: `/v1/campaign-comparison?campaigns=${ids.map((id) => publicId('cmp', id)).join(',')}` });
    const found = (await compare([campaign, second])).json();
    expect(found.caution).toContain('not why');
    expect(found.against_first[0].measures.map((one: { verdict: string }) => one.verdict)).toEqual(
      Array(6).fill('too_few'),
    );
    expect((await compare([campaign])).json()).toMatchObject({ code: 'comparison.bad_number' });
    expect((await compare([campaign, randomUUID()])).statusCode).toBe(404);
  });
});
