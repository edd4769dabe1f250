import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../../test/app.ts';
import { testContext } from '../../../test/context.ts';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { addPerson, openShop, type Shop } from '../../../test/shop.ts';
import { type Clock, fixedClock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { publicId } from '../../platform/ids.ts';
import { fold, recountClicked } from './fold.ts';

const clock = fixedClock('2026-11-24T17:00:00Z');
let database: TestDatabase;
let app: TestApp;
let shop: Shop;
let ask: Ask;
let people: number[];
let texts: number[];
let base: number;
const campaign = randomUUID();
const link = randomUUID();
const inShop = <T>(work: (tx: Tx) => Promise<T>) => database.db.tx(shop.workspaceId, work);
const worker = () => ({ ...shop.ctx, clock: clock as Clock, db: database.worker });

beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database, {}, testContext(database.db, clock as Clock));
});
afterAll(async () => {
  await app.close();
  await database.drop();
});
beforeEach(async () => {
  clock.moveTo('2026-11-24T17:00:00Z');
  shop = await openShop(database.db, clock);
  ask = await app.signedIn(shop.workspaceId);
  people = [];
  texts = [];
  await inShop(async (tx) => {
    for (let n = 0; n < 6; n += 1) people.push(await addPerson(tx, shop, { n }));
    await tx.query(`update contact set time_zone = 'America/Los_Angeles', carrier = 'att' where id = $1`, [
      people[0],
    ]);
    await tx.query(
      `insert into link (workspace_id, id, url, campaign_id, made_by, created_at, changed_at) values ($1, $2, 'https://shop.example/', $3, 'test', now(), now())
       on conflict do nothing`,
      [tx.workspaceId, link, campaign],
    );
    const { rows } = await tx.query<{ base: number }>('select next_message_block() as base');
    base = rows[0]?.base ?? 0;
  });
});

async function text(
  person: number,
  { status = 'accepted', reason = null as string | null } = {},
): Promise<number> {
  const id = base + texts.length;
  await inShop((tx) =>
    tx.query(
      `insert into message (id, workspace_id, campaign_id, contact_id, sender_id, number, purpose, kind, body, parts, status, reason, queued_at, submitted_at, accepted_at)
       select $1, $2, $3, $4, $5, number, 'marketing', 'campaign', 'Hi', 1, $6, $7, $8, $8, $8 from contact where id = $4`,
      [id, shop.workspaceId, campaign, people[person], shop.senderId, status, reason, clock.now()],
    ),
  );
  texts.push(id);
  return id;
}
const settle = (id: number, status: string) =>
  inShop((tx) =>
    tx.query('update message set status = $2, final_at = $3 where id = $1', [id, status, clock.now()]),
  );
const click = (id: number) =>
  inShop((tx) =>
    tx.query(
      `insert into click (workspace_id, link_id, message_id, at, method) values ($1, $2, $3, $4, 'GET')`,
      [...[shop.workspaceId, link, id, clock.now()]],
    ),
  );
let ledger = 0;
const leave = (person: number) =>
  inShop((tx) =>
    tx.query(
      `insert into consent_event (workspace_id, id, number, contact_id, brand_id, type, method, occurred_at, recorded_at, actor, prev_hash, hash)
       select $1, $2, number, id, $3, 'opt_out', 'reply', $4::timestamptz, $4::timestamptz, 'test', '', '' from contact where id = $5`,
      [shop.workspaceId, 90_000 + ledger++, shop.brandId, clock.now(), people[person]],
    ),
  );
const rows = async () =>
  (
    await inShop((tx) =>
      tx.query(
        `select hour, campaign_id, sender_id, country, carrier, slot, status, reason, texts, parts, clicked, replied, left_within_day from text_hour
         where workspace_id = $1 order by hour, status, slot, reason, carrier`,
        [shop.workspaceId],
      ),
    )
  ).rows;

test('a day of a zone that is half an hour apart begins with its own first half-hour', async () => {
  await inShop((tx) =>
    tx.query(`update workspace set time_zone = 'Asia/Kolkata' where id = $1`, [shop.workspaceId]),
  );
  clock.moveTo('2026-11-24T18:25:00Z');
  await text(1);
  clock.moveTo('2026-11-24T18:35:00Z');
  await text(2);
  await fold(worker(), shop.workspaceId);
  const day = (on: string) => ask({ url: `/v1/reports/overview?from=${on}&until=${on}` });
  expect((await day('2026-11-24')).json().totals).toMatchObject({ texts: 1 });
  expect((await day('2026-11-25')).json().totals).toMatchObject({ texts: 1 });
});

test('a campaign is put beside others by the same counts', async () => {
  await inShop((tx) =>
    tx.query(
      `insert into campaign (workspace_id, id, name, program_id, sender_id, body, include, status, created_by, launched_at)
       values ($1, $2, 'Spring', $3, $4, 'Hi', '{}', 'finished', 'system:test', $5)`,
      [shop.workspaceId, campaign, shop.programId, shop.senderId, clock.now()],
    ),
  );
  await settle(await text(0), 'delivered');
  await settle(await text(1), 'undelivered');
  await fold(worker(), shop.workspaceId);
  const url = `/v1/campaigns/${publicId('cmp', campaign)}/results/benchmark`;
  expect((await ask({ url })).json()).toMatchObject({
    // No link of it was shortened, so nobody knows who clicked.
    own: { reached: 1, delivered: 0.5, clicked: null, replied: 0 },
    ...{ previous: null, median: null },
  });
});

describe('the running count of texts by the hour', () => {
  test('is what a recount of all rows comes to, after whatever happened between', async () => {
    let seed = 11;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
      return seed % below;
    };
    for (let step = 0; step < 80; step += 1) {
      const what = random(8);
      const some = texts[random(Math.max(1, texts.length))];
      if (what < 3 || some === undefined) await text(random(6));
      else if (what < 5) await settle(some, random(3) === 0 ? 'undelivered' : 'delivered');
      else if (what < 7) await click(some);
      else await leave(random(6));
      clock.forward(random(70) * 60_000);
      if (random(2) === 0) await fold(worker(), shop.workspaceId);
    }
    // A night later everything that came late is in, and nothing has been lost at a turn of the hour.
    clock.forward(25 * 3_600_000);
    expect(await fold(worker(), shop.workspaceId)).toBe('cold');
    const running = await rows();
    expect(running.length).toBeGreaterThan(10);
    expect(running.reduce((sum, one) => sum + one.texts, 0)).toBe(texts.length);
    await database.worker.tx(shop.workspaceId, async (tx) => {
      await tx.query('delete from text_hour where workspace_id = $1', [shop.workspaceId]);
    });
    await database.migrator.system((tx) => tx.query('truncate text_hour_state'));
    await fold(worker(), shop.workspaceId);
    expect(await rows()).toEqual(running);
  });

  test('takes in clicks of a week, and follows when it is judged otherwise who clicked', async () => {
    const [early, late] = [await text(0), await text(1)];
    await click(early);
    await fold(worker(), shop.workspaceId);
    clock.forward(7 * 24 * 3_600_000 - 1_000);
    await click(late);
    clock.forward(2_000);
    await click(await text(2));
    // The night that would have been next was missed.
    clock.forward(26 * 3_600_000);
    await fold(worker(), shop.workspaceId);
    const clicked = async () => (await rows()).reduce((sum, one) => sum + one.clicked, 0);
    expect(await clicked()).toBe(3);
    clock.forward(12 * 24 * 3_600_000);
    await fold(worker(), shop.workspaceId);
    clock.forward(60 * 24 * 3_600_000);
    await click(late);
    await inShop((tx) =>
      tx.query(
        `update click set robot_reason = 'burst', judged_by = 2 where workspace_id = $1 and message_id = $2`,
        [...[shop.workspaceId, early]],
      ),
    );
    await fold(worker(), shop.workspaceId);
    expect(await clicked()).toBe(3);
    await database.worker.tx(shop.workspaceId, (tx) => recountClicked(tx, new Date('2026-11-24T17:00:00Z')));
    expect(await clicked()).toBe(2);
    expect((await rows()).reduce((sum, one) => sum + one.texts, 0)).toBe(3);
  });

  test('keeps what was counted of texts that were made long before they left', async () => {
    await fold(worker(), shop.workspaceId);
    // Made fifty days ago, left now: only a look at everything finds it.
    base -= 50 * 2 ** 36;
    await text(0);
    base += 50 * 2 ** 36;
    await database.migrator.system((tx) => tx.query('truncate text_hour_state'));
    await fold(worker(), shop.workspaceId);
    const sum = async () => (await rows()).reduce((total, one) => total + one.texts, 0);
    expect(await sum()).toBe(1);
    await text(1);
    for (const minutes of [2, 70, 26 * 60]) {
      clock.forward(minutes * 60_000);
      expect(await fold(worker(), shop.workspaceId)).not.toBeNull();
      expect(await sum()).toBe(2);
    }
  });

  test('is by the hour of the week where the person is', async () => {
    await text(0);
    await text(1);
    await fold(worker(), shop.workspaceId);
    // 17:00 UTC on a Tuesday is 9:00 in Los Angeles and 12:00 in New York.
    expect((await rows()).map((one) => one.slot).sort((a, b) => a - b)).toEqual([24 + 9, 24 + 12]);
  });
});

describe('a report', () => {
  test('tells which links people opened, and keeps what programs opened apart', async () => {
    const [one, other] = [await text(0), await text(1)];
    for (const id of [one, one, other]) await click(id);
    await inShop((tx) =>
      tx.query(
        `insert into click (workspace_id, link_id, message_id, at, method, robot_reason) values ($1, $2, $3, $4, 'HEAD', 'head')`,
        [shop.workspaceId, link, one, clock.now()],
      ),
    );
    const body = (await ask({ url: '/v1/reports/links' })).json();
    expect(body.data).toMatchObject([{ url: 'https://shop.example/', opened: 4, human: 3, people: 2 }]);
    expect(body.series).toEqual([{ at: '2026-11-24', human: 3, programs: 1 }]);
    expect((await ask({ url: '/v1/reports/links?from=2026-10-01&until=2026-10-02' })).json().data).toEqual(
      [],
    );
  });

  test('counts people by the hour at which each of them answers', async () => {
    const hours = Array.from({ length: 24 }, (_, hour) => (hour === 18 ? 5 : 0));
    await inShop((tx) =>
      tx.query(
        'insert into answered_hour (workspace_id, contact_id, hours, best_hour) values ($1, $2, $3, 18)',
        [shop.workspaceId, people[0], hours],
      ),
    );
    const { own_hours } = (await ask({ url: '/v1/reports/hours' })).json();
    expect([own_hours[18], own_hours[9]]).toEqual([1, 0]);
    const own = (await ask({ url: `/v1/contacts/con_${people[0]}/hours` })).json();
    expect(own).toMatchObject({ answered: 5, best_hour: 18, is_own: true });
    expect((await ask({ url: '/v1/contacts/con_999999999/hours' })).statusCode).toBe(404);
  });

  test('tells of the days, of the days before, and adds up', async () => {
    for (const person of [0, 1, 2]) await settle(await text(person), 'delivered');
    await text(3, { status: 'failed', reason: 'carrier.handset_off' });
    await click(texts[0] ?? 0);
    await fold(worker(), shop.workspaceId);
    const overview = (await ask({ url: '/v1/reports/overview?from=2026-11-23&until=2026-11-24' })).json();
    expect(overview).toMatchObject({
      ...{ from: '2026-11-23', until: '2026-11-24', time_zone: 'America/New_York' },
      totals: {
        texts: 4,
        delivered: 3,
        failed: 1,
        clicked: 1,
        rates: { clicked: { hits: 1, of: 3, too_few: true } },
      },
      before: { texts: 0, rates: { clicked: null } },
      members: 6,
    });
    expect(
      overview.series.map((one: { at: string; totals: { texts: number } }) => [one.at, one.totals.texts]),
    ).toEqual([
      ['2026-11-23', 0],
      ['2026-11-24', 4],
    ]);
    expect(overview.changes.every((one: { verdict: string }) => one.verdict === 'too_few')).toBe(true);
    const parts = (await ask({ url: '/v1/reports/parts?by=carrier' })).json();
    expect(
      parts.data.map((one: { key: string | null; name: string | null; totals: { texts: number } }) => [
        one.key,
        one.name,
        one.totals.texts,
      ]),
    ).toEqual([
      [null, null, 3],
      ['att', 'AT&T', 1],
    ]);
    const hours = (await ask({ url: '/v1/reports/hours' })).json();
    expect(hours.slots.every((one: { rate: unknown }) => one.rate === null)).toBe(true);
    expect(hours.least_texts).toBe(200);
    expect((await ask({ url: '/v1/reports/deliverability' })).json()).toMatchObject({
      reasons: [{ reason: 'carrier.handset_off', texts: 1 }],
      causes: expect.arrayContaining([expect.objectContaining({ rule: 'unreachable', verdict: 'too_few' })]),
    });
  });

  test('tells of campaigns what became of all their texts, also of a year ago and beyond the largest', async () => {
    for (const person of [0, 1]) await settle(await text(person), 'delivered');
    await text(2, { status: 'failed', reason: 'carrier.handset_off' });
    await fold(worker(), shop.workspaceId);
    const totalsOf = async (...ids: string[]) =>
      (await ask({ url: `/v1/reports/campaigns?campaigns=${ids.join(',')}` })).json().data;
    const [own, other] = [publicId('cmp', campaign), publicId('cmp', randomUUID())];
    clock.moveTo('2028-01-01T17:00:00Z');
    expect(await totalsOf(own, other, own)).toMatchObject([
      { campaign_id: own, totals: { texts: 3, delivered: 2, failed: 1 } },
    ]);
    expect(await totalsOf(other)).toEqual([]);
    const many = Array.from({ length: 101 }, () => publicId('cmp', randomUUID())).join(',');
    const refused = [many, 'Spring'].map((campaigns) =>
      ask({ url: `/v1/reports/campaigns?campaigns=${campaigns}` }),
    );
    expect((await Promise.all(refused)).map((answer) => answer.json().code)).toEqual([
      'report.too_many',
      'campaign.not_found',
    ]);
  });

  test('tells who joined and who left, by how', async () => {
    await leave(0);
    await leave(1);
    const growth = (await ask({ url: '/v1/reports/growth' })).json();
    expect(growth).toMatchObject({ joined: 0, left: 2, sources: [{ method: 'reply', left: 2 }] });
  });

  test('of no days or too many is refused', async () => {
    expect(
      (await ask({ url: '/v1/reports/overview?from=2026-11-24&until=2026-11-01' })).json(),
    ).toMatchObject({
      code: 'report.bad_period',
    });
  });
});
