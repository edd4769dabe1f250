import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../../test/app.ts';
import { testContext } from '../../../test/context.ts';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { openShop, type Shop } from '../../../test/shop.ts';
import { classOfCode, rehearsal, twilio, vonage } from '../../gateways/index.ts';
import { type Clock, fixedClock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/pool.ts';
import type { Letter } from '../../platform/mail/mailer.ts';
import type { OutsideRequest } from '../../platform/outside/outside.ts';
import { analyticsJobs } from '../analytics.jobs.ts';

const clock = fixedClock('2026-11-24T17:00:00Z');
let database: TestDatabase;
let app: TestApp;
let shop: Shop;
let ask: Ask;
let letters: Letter[];
let calls: OutsideRequest[];
let mailFails: boolean;
const inShop = <T>(work: (tx: Tx) => Promise<T>) => database.db.tx(shop.workspaceId, work);

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
  [letters, calls, mailFails] = [[], [], false];
});

/** The round of a minute, as the worker makes it. */
async function round(): Promise<void> {
  const mailer = {
    send: async (letter: Letter) => {
      if (mailFails) throw new Error('The mail server did not take the letter.');
      letters.push(letter);
    },
    close: () => {},
  };
  const jobs = analyticsJobs({
    post: { mailer, origin: 'https://texts.example.com' },
    outside: async (wanted) => {
      calls.push(wanted);
      return { kind: 'answer', status: 204, url: '', contentType: null, body: Buffer.alloc(0) };
    },
    reportFolder: null,
    classOfCode: (kinds, code) => classOfCode([rehearsal, twilio, vonage], kinds, code),
  });
  await jobs['analytics.watch']({ ...shop.ctx, clock: clock as Clock, db: database.worker });
}
const minute = () => clock.forward(60_000);

/** So many texts of now, some of them taken for spam. */
async function send(texts: number, filtered: number, reason = 'carrier.carrier_filtered'): Promise<void> {
  await inShop(async (tx) => {
    const { rows } = await tx.query<{ base: number }>('select next_message_block() as base');
    await tx.query(
      `insert into message (id, workspace_id, sender_id, number, purpose, kind, body, parts, status, reason, queued_at, submitted_at, accepted_at)
       select $1::bigint + n, $2, $3, '+12025550142', 'marketing', 'campaign', 'Hi', 1, case when n < $5::integer then 'undelivered' else 'delivered' end,
         case when n < $5::integer then $7 end, $6, $6, $6 from generate_series(0, $4::integer - 1) n`,
      [rows[0]?.base, shop.workspaceId, shop.senderId, texts, filtered, clock.now(), reason],
    );
  });
}
const alerts = async (query = '') => (await ask({ url: `/v1/alerts${query}` })).json().data;
const change = (payload: object) => ask({ method: 'PATCH', url: '/v1/workspace/alerts', payload });

describe('an alert', () => {
  test('is raised within the minute, once, is told to whoever was named, and ends when it is over', async () => {
    await change({ emails: ['ops@example.com'] });
    await send(900, 180);
    await round();
    expect(await alerts()).toMatchObject([
      {
        ...{ rule: 'filtered', value: 0.2, threshold: 0.1, texts: 900, ended_at: null },
        told: [
          { way: 'email', recipient: 'ops@example.com', told_at: '2026-11-24T17:00:00.000Z', trouble: null },
        ],
      },
    ]);
    expect(letters).toMatchObject([
      {
        to: 'ops@example.com',
        subject: 'Alert: Texts that carriers took for spam',
        text: expect.stringContaining('20.0 %'),
      },
    ]);
    minute();
    await round();
    expect([letters.length, (await alerts()).length]).toEqual([1, 1]);
    await send(1_000, 0);
    await send(1_000, 0);
    minute();
    await round();
    expect(await alerts('?open=true')).toEqual([]);
    expect((await alerts())[0].ended_at).toBe('2026-11-24T17:02:00.000Z');
  });

  test('is raised by the codes of whichever carrier the texts left by, and not by those of others', async () => {
    const other = randomUUID();
    await inShop(async (tx) => {
      await tx.query(`update gateway set kind = 'twilio'`);
      await tx.query(
        `insert into gateway (workspace_id, id, kind, name) values ($1, $2, 'vonage', 'Other')`,
        [shop.workspaceId, other],
      );
    });
    const open = async () => (await alerts('?open=true')).map(({ rule }: { rule: string }) => rule);
    await send(900, 450, 'carrier.1210');
    await round();
    expect(await open()).toEqual([]);
    await inShop((tx) =>
      tx.query(
        `insert into route (workspace_id, id, gateway_id, sender_id, rank, created_at) values ($1, $2, $3, $4, 1, $5)`,
        [shop.workspaceId, randomUUID(), other, shop.senderId, clock.now()],
      ),
    );
    minute();
    await round();
    expect(await open()).toEqual(['filtered']);
    await send(900, 450, 'carrier.30003');
    minute();
    await round();
    expect((await open()).toSorted()).toEqual(['filtered', 'unreachable']);
  });

  test('is not raised by few texts, by chance, or where it was switched off', async () => {
    await send(150, 75);
    await round();
    expect(await alerts()).toEqual([]);
    await change({ rules: [{ rule: 'filtered', is_on: false, threshold: 0.1 }] });
    await send(900, 400);
    minute();
    await round();
    expect(await alerts()).toEqual([]);
    await change({ rules: [{ rule: 'filtered', is_on: true, threshold: 0.9 }] });
    minute();
    await round();
    expect(await alerts()).toEqual([]);
  });

  test('is told to owners and admins where nobody was named, and again when mail was away', async () => {
    mailFails = true;
    await send(900, 180);
    await round();
    expect((await alerts())[0].told).toMatchObject([
      {
        way: 'email',
        recipient: expect.stringContaining('@example.com'),
        told_at: null,
        trouble: expect.stringContaining('mail server'),
      },
    ]);
    mailFails = false;
    await round();
    expect(letters).toEqual([]);
    minute();
    await round();
    expect(letters).toHaveLength(1);
  });

  test('is told to a program with a signature that it can check', async () => {
    const answer = (
      await change({ emails: ['a@example.com'], webhook_url: 'https://hooks.example.com/alerts' })
    ).json();
    expect(answer.webhook_secret).toMatch(/^whsec_/);
    expect((await ask({ url: '/v1/workspace/alerts' })).json().webhook_secret).toBeNull();
    await send(900, 180);
    await round();
    const [call] = calls;
    const headers = call?.headers ?? {};
    const key = Buffer.from(answer.webhook_secret.slice('whsec_'.length), 'base64');
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${call?.body}`;
    expect(headers['webhook-signature']).toBe(
      `v1,${createHmac('sha256', key).update(signed).digest('base64')}`,
    );
    expect(JSON.parse(call?.body ?? '')).toMatchObject({
      type: 'alert.raised',
      data: { rule: 'filtered', value: 0.2 },
    });
  });

  test('can be taken note of, once, by somebody', async () => {
    await send(900, 180);
    await round();
    const [{ id }] = await alerts();
    const seen = await ask({ method: 'POST', url: `/v1/alerts/${id}/seen` });
    expect(seen.json()).toMatchObject({
      seen_by: expect.stringMatching(/^member:/),
      seen_at: '2026-11-24T17:00:00.000Z',
    });
    const missing = await ask({
      method: 'POST',
      url: `/v1/alerts/alr_${randomUUID().replaceAll('-', '')}/seen`,
    });
    expect(missing.statusCode).toBe(404);
  });

  test.each([
    [{ emails: ['nobody'] }, 'alerts.bad_email'],
    [{ webhook_url: 'http://hooks.example.com' }, 'alerts.bad_address'],
    [{ webhook_url: 'https://me:word@hooks.example.com' }, 'alerts.bad_address'],
    [{ webhook_url: 'https://192.168.1.9/alerts' }, 'alerts.private_address'],
  ])('settings like %o are refused', async (payload, code) => {
    expect((await change(payload)).json()).toMatchObject({ code });
  });
});
