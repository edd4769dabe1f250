import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../test/app.ts';
import { testContext } from '../../test/context.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';
import { tokensOf } from '../links/index.ts';
import { type Clock, fixedClock } from '../platform/clock.ts';
import { attribute, broughtByCampaign, conversionJobs, listBuyers } from './index.ts';

const clock = fixedClock('2026-11-24T15:00:00Z');
let database: TestDatabase;
let app: TestApp;
let ask: Ask;
let workspaceId: string;
let ctx: ReturnType<typeof testContext>;
const [campaign, other, link, sender] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
beforeAll(async () => {
  database = await cloneDatabase();
  ctx = testContext(database.db, clock as Clock);
  app = await testApp(database, {}, { ...ctx, origin: 'https://texts.example.com' });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

let people: number[];
let texts: number[];
let made = 0;
beforeEach(async () => {
  clock.moveTo('2026-11-24T15:00:00Z');
  workspaceId = await newWorkspace(database.db);
  ask = await app.signedIn(workspaceId);
  await database.db.tx(workspaceId, async (tx) => {
    const { rows } = await tx.query<{ id: number }>(
      `insert into contact (workspace_id, number) select current_workspace(), '+1202555010' || n from generate_series(0, 3) n returning id`,
    );
    people = rows.map(({ id }) => id);
    await tx.query(
      `insert into link (workspace_id, id, url, made_by, created_at, changed_at) values (current_workspace(), $1, 'https://shop.example/', 'test', now(), now())
       on conflict do nothing`,
      [link],
    );
  });
  texts = [];
});

/** A text of a campaign to one of the people, an hour before now. */
async function text(person: number, of: string | null = campaign, kind = 'campaign'): Promise<number> {
  const id = 1_000_000 + made * 512;
  made += 1;
  await database.db.tx(workspaceId, (tx) =>
    tx.query(
      `insert into message (id, workspace_id, campaign_id, contact_id, sender_id, number, purpose, kind, body, parts, status, queued_at, submitted_at, accepted_at, final_at)
       values ($1, current_workspace(), $2, $3, $4, '+12025550100', 'marketing', $5, 'Hi', 1, 'delivered', $6, $6, $6, $6)`,
      [id, of, people[person], sender, kind, new Date(clock.now().getTime() - 3_600_000)],
    ),
  );
  texts.push(id);
  return id;
}

const click = (messageId: number, at = clock.now(), robot: string | null = null) =>
  database.db.tx(workspaceId, (tx) =>
    tx.query(
      `insert into click (workspace_id, link_id, message_id, at, method, robot_reason) values (current_workspace(), $1, $2, $3, 'GET', $4)`,
      [link, messageId, at, robot],
    ),
  );

const send = async (id: string, person: number, more: object = {}) => {
  const event = {
    ...{
      id,
      name: 'order.placed',
      contact_id: `con_${people[person]}`,
      occurred_at: clock.now().toISOString(),
    },
    ...more,
  };
  const answer = (await ask({ method: 'POST', url: '/v1/events', payload: { events: [event] } })).json();
  expect(answer).toMatchObject({ accepted: 1, rejected: [] });
};
/** Everything that came is settled and put down. */
async function settle(): Promise<void> {
  clock.forward(180_000);
  await attribute({ ...ctx, db: database.worker }, workspaceId);
}
const brought = (id = campaign) => database.db.tx(workspaceId, (tx) => broughtByCampaign(tx, id));
const allCredits = async () =>
  (
    await database.db.tx(workspaceId, (tx) =>
      tx.query('select * from conversion_credit order by event_key, message_id'),
    )
  ).rows;
const hours = (n: number) => clock.forward(n * 3_600_000);
const change = (more: object) =>
  ask({
    method: 'PUT',
    url: '/v1/workspace/attribution',
    payload: {
      ...{ model: 'last', click_hours: 72, delivery_hours: null, accepts_script: false },
      ...{ conversions: ['order.placed'], reversals: ['order.returned'], ...more },
    },
  });

describe('a purchase', () => {
  test('within three days after a click is put down to the text, and to nobody before that or later', async () => {
    await click(await text(0));
    await send('in', 0, { value: 49.9 });
    await send('another', 1, { value: 100 });
    hours(73);
    await send('late', 0, { value: 10 });
    await settle();
    expect(await brought()).toEqual({ conversions: 1, people: 1, revenue: '49.9000', returned: '0' });
  });

  test('after a click of a program, of a test, or before the click is put down to nobody', async () => {
    await click(await text(0), clock.now(), 'agent');
    await click(await text(1, null, 'test'));
    await send('first', 2, { value: 1 });
    hours(1);
    await click(await text(2));
    await send('a', 0, { value: 1 });
    await send('b', 1, { value: 1 });
    await settle();
    expect(await allCredits()).toEqual([]);
  });

  test('goes to the last text, the first or all alike, and the past follows a change of that', async () => {
    await click(await text(0, campaign));
    hours(1);
    await click(await text(0, other));
    hours(1);
    await send('x', 0, { value: 10.01 });
    await settle();
    expect([await brought(), await brought(other)]).toMatchObject([{ conversions: 0 }, { conversions: 1 }]);
    expect((await change({ model: 'linear' })).json()).toMatchObject({
      model: 'linear',
      recounting_from: '2026-11-01',
    });
    await settle();
    expect([await brought(), await brought(other)]).toMatchObject([
      { conversions: 0.5, revenue: '5.0050' },
      { conversions: 0.5, revenue: '5.0050' },
    ]);
    await change({ model: 'first', conversions: ['order.placed', 'visit'] });
    await settle();
    expect([await brought(), await brought(other)]).toMatchObject([{ conversions: 1 }, { conversions: 0 }]);
    await change({ conversions: ['visit'] });
    await settle();
    expect(await allCredits()).toEqual([]);
    expect((await ask({ url: '/v1/workspace/attribution' })).json()).toMatchObject({ recounting_from: null });
  });

  test('after a text that only arrived counts where the workspace says so', async () => {
    await text(0);
    await send('x', 0, { value: 5 });
    await settle();
    expect((await brought()).conversions).toBe(0);
    const wish = { delivery_hours: 12 };
    const body = {
      ...{
        model: 'last',
        click_hours: 72,
        accepts_script: false,
        conversions: ['order.placed'],
        reversals: [],
      },
      ...wish,
    };
    const preview = await ask({ method: 'POST', url: '/v1/workspace/attribution/preview', payload: body });
    expect(preview.json()).toMatchObject({
      now: { events: 1, credited: 0, conversions: 0, revenue: '0.0000' },
      wished: { credited: 1, conversions: 1, revenue: '5.0000', texts: 1 },
    });
    expect((await brought()).conversions).toBe(0);
    await change(wish);
    await settle();
    expect(await brought()).toMatchObject({ conversions: 1, revenue: '5.0000' });
  });

  test('that names its campaign is put down to it where no click is known, and to nobody’s but its own text', async () => {
    await database.db.tx(workspaceId, (tx) =>
      tx.query(
        `with b as (insert into brand (workspace_id, id, name, help_contact) values ($1, gen_random_uuid(), 'B', 'h@example.com') returning id),
           p as (insert into program (workspace_id, id, brand_id, name, purpose, disclosure, texts_per_month)
             select $1, gen_random_uuid(), id, 'P', 'marketing', 'D', 4 from b returning id),
           g as (insert into gateway (workspace_id, id, kind, name) values ($1, gen_random_uuid(), 'rehearsal', 'G') returning id),
           s as (insert into sender (workspace_id, id, gateway_id, number, kind) select $1, gen_random_uuid(), id, '+12025550190', 'long_code' from g returning id)
         insert into campaign (workspace_id, id, name, program_id, sender_id, body, include, created_by)
         select $1, $2, 'Spring Opening', p.id, s.id, 'Hi', '{}', 'test' from p, s`,
        [workspaceId, campaign],
      ),
    );
    await text(0);
    const clicked = await text(1);
    await click(await text(1, other));
    const utm = { properties: { utm_campaign: 'spring opening' } };
    await send('named', 0, { value: 5, ...utm });
    await send('by id', 0, { value: 1, properties: { utm_id: `cmp_${campaign.replaceAll('-', '')}` } });
    await send('clicked elsewhere', 1, { value: 7, ...utm });
    await send('never texted', 2, { value: 9, ...utm });
    hours(73);
    await send('late', 0, { value: 11, ...utm });
    await settle();
    expect(clicked).toBeGreaterThan(0);
    expect([await brought(), await brought(other)]).toMatchObject([
      { conversions: 2, revenue: '6.0000' },
      { conversions: 1, revenue: '7.0000' },
    ]);
  });

  test('with a coupon is put down to the text that gave this person the code, whatever they opened since', async () => {
    const giving = await text(0);
    const pool = randomUUID();
    await database.db.tx(workspaceId, async (tx) => {
      await tx.query(
        `insert into coupon_pool (workspace_id, id, name, made_by, created_at, changed_at) values ($1, $2, 'spring', 'test', now(), now())`,
        [workspaceId, pool],
      );
      await tx.query(
        `insert into coupon_code (workspace_id, pool_id, code, given_at, contact_id, message_id) values ($1, $2, 'SPRING-7Q', $3, $4, $5)`,
        [workspaceId, pool, clock.now(), people[0], giving],
      );
    });
    hours(24 * 10);
    await click(await text(0, other));
    await click(await text(1, other));
    await send('with it', 0, { value: 8, properties: { coupon: 'spring-7q' } });
    await send('another’s', 1, { value: 4, properties: { coupon: 'SPRING-7Q' } });
    await send('redeemed', 0, { name: 'coupon.redeemed', value: 2, properties: { pool: 'spring' } });
    await send('a pool of theirs', 0, { value: 1, properties: { pool: 'spring' } });
    await change({ conversions: ['order.placed', 'coupon.redeemed'] });
    await settle();
    expect([await brought(), await brought(other)]).toMatchObject([
      { conversions: 2, revenue: '10.0000' },
      { conversions: 2, revenue: '5.0000' },
    ]);
  });

  test('is nobody’s by name once its event is no longer kept, and counts all the same', async () => {
    await click(await text(0));
    await send('x', 0, { value: 5 });
    await settle();
    hours(24 * 100);
    const jobs = conversionJobs({ eventsForMonths: 2 });
    await jobs['conversions.sweep']({ ...ctx, db: database.worker });
    expect((await allCredits()).map((one) => one.contact_id)).toEqual([null]);
    expect(await brought()).toMatchObject({ conversions: 1, people: 1, revenue: '5.0000' });
  });

  test('that is returned weeks later is taken from the texts that brought it', async () => {
    await click(await text(0));
    await send('order-1', 0, { value: 80 });
    await send('order-2', 0, { value: 20 });
    await settle();
    hours(24 * 20);
    await send('ret-1', 0, { name: 'order.returned', value: 30, properties: { reverses: 'order-1' } });
    await send('ret-2', 0, { name: 'order.cancelled', properties: { reverses: 'order-2' } });
    await send('ret-3', 1, { name: 'order.returned', properties: { reverses: 'order-1' } });
    await send('ret-4', 0, { name: 'order.returned', value: 5 });
    const left = { conversions: 1, people: 1, revenue: '50.0000', returned: '50.0000' };
    await settle();
    expect(await brought()).toEqual(left);
    // The refund that came of a cancellation takes nothing more, though it is told as if it had been before.
    const refund = { name: 'order.refunded', occurred_at: '2026-11-25T00:00:00Z' };
    await send('ret-5', 0, { ...refund, value: 20, properties: { reverses: 'order-2' } });
    await settle();
    expect(await brought()).toEqual(left);
  });
});

describe('the running count', () => {
  test('is what a recount from nothing comes to, whatever came in which order', async () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * below);
    };
    for (let step = 0; step < 120; step += 1) {
      const what = random(6);
      if (what === 0 || texts.length === 0) await text(random(4), random(2) ? campaign : other);
      else if (what <= 2)
        await click(texts[random(texts.length)] ?? 0, clock.now(), random(5) === 0 ? 'burst' : null);
      else if (what === 3 && step > 10)
        await send(`r${step}`, random(4), {
          name: 'order.returned',
          properties: { reverses: `o${random(step)}` },
          ...(random(2) ? { value: 3 } : {}),
        });
      else await send(`o${step}`, random(4), { value: random(10_000) / 100 });
      clock.forward(random(12) * 3_600_000 + 1_000);
      if (random(3) === 0) await settle();
    }
    await settle();
    const running = await allCredits();
    expect(running.length).toBeGreaterThan(5);
    await database.db.tx(workspaceId, (tx) =>
      tx.query('delete from conversion_credit where workspace_id = $1', [workspaceId]),
    );
    expect((await ask({ method: 'POST', url: '/v1/conversions/recount', payload: {} })).json()).toEqual({
      from: '2026-11-01',
    });
    await settle();
    expect(await allCredits()).toEqual(running);
  });

  test('is put down to no click of whoever refuses to be tracked, now and when all is counted anew', async () => {
    await change({ delivery_hours: 48 });
    await click(await text(0));
    await click(await text(1));
    for (const person of [0, 1]) await send(`of ${person}`, person, { value: 5 });
    await settle();
    const touchesOf = async () =>
      (await allCredits()).map((one) => `${people.indexOf(Number(one.contact_id))} ${one.touch}`).sort();
    expect(await touchesOf()).toEqual(['0 click', '1 click']);
    const url = `/v1/contacts/con_${people[0]}/tracking`;
    expect((await ask({ method: 'PUT', url, payload: { tracking: 'refused' } })).statusCode).toBe(200);
    expect(await touchesOf()).toEqual(['0 delivery', '1 click']);
    const running = await allCredits();
    await change({ delivery_hours: 48, model: 'first' });
    await settle();
    expect(await allCredits()).toEqual(running);
  });

  test('names the people who bought', async () => {
    await click(await text(0));
    await send('a', 0, { value: 10 });
    await send('b', 0, { value: 5 });
    await settle();
    await database.db.tx(workspaceId, async (tx) => {
      expect(await listBuyers(tx, campaign)).toEqual([{ contactId: people[0], conversions: 2, revenue: 15 }]);
    });
    const listed = (await ask({ url: `/v1/conversions?contact_id=con_${people[0]}&limit=1` })).json();
    expect(listed).toMatchObject({
      data: [{ event: 'order.placed', touch: 'click', share: 1 }],
      has_more: true,
    });
    const next = (await ask({ url: `/v1/conversions?limit=5&cursor=${listed.next_cursor}` })).json();
    expect(next.data).toHaveLength(1);
  });
});

describe('a page that tells of a purchase', () => {
  const gif = (query: string, headers = {}) => app.http.inject({ url: `/t.gif?${query}`, headers });
  const events = async () => (await ask({ url: '/v1/events?name=order.placed' })).json().data;
  async function token(): Promise<string> {
    const id = await text(0);
    const tokens = await database.db.tx(workspaceId, (tx) => tokensOf(tx, ctx, [link], id, [0]));
    return tokens.get(link)?.[0] ?? '';
  }

  test('is believed for the person of the text alone, once, and only where the workspace wants it', async () => {
    const own = await token();
    const query = `t=${own}&e=order.placed&id=77&v=12.5`;
    expect((await gif(query)).headers['content-type']).toBe('image/gif');
    expect(await events()).toEqual([]);
    await change({ accepts_script: true });
    await gif(query);
    await gif(query);
    await gif(query, { dnt: '1' });
    expect(await events()).toMatchObject([
      { contact_id: `con_${people[0]}`, value: 12.5, properties: { told_by: 'page' } },
    ]);
    // The shop's own word about an order of that number is another event.
    await send('77', 0, { value: 12.5 });
    expect(await events()).toHaveLength(2);
    // Their link is in a text that has long left.
    const url = `/v1/contacts/con_${people[0]}/tracking`;
    await ask({ method: 'PUT', url, payload: { tracking: 'refused' } });
    await gif(query.replace('id=77', 'id=78'));
    expect(await events()).toHaveLength(2);
  });

  test.each(['t=AAAAAAA&e=order.placed&id=1', 'e=order.returned&id=1', 'e=order.placed&id=1&v=99999999'])(
    'says nothing about %s and takes nothing',
    async (query) => {
      await change({ accepts_script: true });
      const answer = await gif(query.startsWith('t=') ? query : `t=${await token()}&${query}`);
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'image/gif']);
      expect(await events()).toEqual([]);
    },
  );

  test('is heard twenty times an hour of a text', async () => {
    const own = await token();
    await change({ accepts_script: true });
    for (let n = 0; n < 25; n += 1) await gif(`t=${own}&e=order.placed&id=${n}`);
    expect(await events()).toHaveLength(20);
  });

  test('has a script to include, which knows where to tell', async () => {
    const answer = await app.http.inject({ url: '/t.js' });
    expect(answer.headers['content-type']).toContain('text/javascript');
    expect(answer.body).toContain('"https://texts.example.com/t.gif"');
    expect(() => new Function(answer.body)).not.toThrow();
  });
});
