import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../test/app.ts';
import { type Colleague, newColleague } from '../../test/colleagues.ts';
import { testContext } from '../../test/context.ts';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { liveProgram } from '../../test/joining.ts';
import { addBrand, openShop, type Shop } from '../../test/shop.ts';
import { type Clock, fixedClock } from '../platform/clock.ts';
import type { Tx } from '../platform/db/pool.ts';
import { publicId } from '../platform/ids.ts';
import { tendNotifications } from './notifications.jobs.ts';

const clock = fixedClock('2026-11-24T17:00:00Z');
const phone = '+12025550142';
let database: TestDatabase;
let app: TestApp;
let shop: Shop;
let staffProgram: string;
let owner: Colleague;
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
  staffProgram = randomUUID();
  await inShop((tx) =>
    addBrand(tx, {
      brandId: randomUUID(),
      programId: staffProgram,
      brandName: 'Harbor Staff',
      programName: 'Shifts',
      purpose: 'internal',
    }),
  );
  await liveProgram(shop.ctx, shop.workspaceId, staffProgram);
  owner = await newColleague(app, shop.workspaceId);
});

const put = (payload: object) => owner.ask({ method: 'PUT', url: '/v1/workspace/notifications', payload });
const channel = (programId = staffProgram) =>
  put({ program_id: publicId('prg', programId), sender_id: publicId('snd', shop.senderId) });
const askForCode = (number = phone) =>
  owner.ask({ method: 'POST', url: '/v1/me/notification-settings/number', payload: { number } });
const enter = (code: string) =>
  owner.ask({ method: 'POST', url: '/v1/me/notification-settings/number/confirm', payload: { code } });
const texts = async () =>
  (
    await inShop((tx) =>
      tx.query<{ body: string; purpose: string; number: string; kind: string }>(
        'select body, purpose, number, kind from message where workspace_id = $1 order by id',
        [shop.workspaceId],
      ),
    )
  ).rows;
const codeIn = async () => /\b(\d{6})\b/.exec((await texts()).at(-1)?.body ?? '')?.[1] ?? '';
const settings = async () => (await owner.ask({ url: '/v1/me/notification-settings' })).json();
const round = () =>
  tendNotifications({ ...shop.ctx, clock: clock as Clock, db: database.worker }, shop.workspaceId, {
    post: null,
    outside: async () => ({ kind: 'failed', code: 'unreachable' }),
  });

test('whoever enters the code joins the program, and is texted through it and the door of all texts', async () => {
  expect((await channel()).statusCode).toBe(200);
  expect((await askForCode('(202) 555-0142')).json()).toMatchObject({ number: phone });
  expect(await texts()).toMatchObject([{ number: phone, purpose: 'otp', kind: 'auto' }]);
  const wrong = (await codeIn()) === '000000' ? '111111' : '000000';
  expect((await enter(wrong)).json()).toMatchObject({ code: 'code.wrong' });
  expect((await settings()).number).toBeNull();
  expect((await enter(await codeIn())).json()).toMatchObject({ number: phone });
  expect(await settings()).toMatchObject({ number: phone, may_text: true });
  const { rows } = await inShop((tx) =>
    tx.query(`select status from consent where workspace_id = $1 and program_id = $2 and number = $3`, [
      shop.workspaceId,
      staffProgram,
      phone,
    ]),
  );
  expect(rows).toEqual([{ status: 'opted_in' }]);

  await owner.ask({ method: 'POST', url: '/v1/me/notification-settings/test' });
  await round();
  await round();
  const sent = (await texts()).filter(({ purpose }) => purpose === 'internal');
  expect(sent).toEqual([
    {
      number: phone,
      purpose: 'internal',
      kind: 'direct',
      body: 'Harbor Staff: This is a test: whatever is told by this way reaches you.',
    },
  ]);
  await owner.ask({ method: 'DELETE', url: '/v1/me/notification-settings/number' });
  expect((await settings()).number).toBeNull();
});

test('a code is of use once, for ten minutes, for five wrong tries, and five are sent an hour', async () => {
  await channel();
  expect((await enter('123456')).json()).toMatchObject({ code: 'code.none_sent' });
  await askForCode();
  const wrong = (await codeIn()) === '000000' ? '111111' : '000000';
  for (let tries = 0; tries < 5; tries += 1) await enter(wrong);
  expect((await enter(await codeIn())).json()).toMatchObject({ code: 'code.too_many' });
  await askForCode();
  clock.forward(10 * 60_000);
  expect((await enter(await codeIn())).json()).toMatchObject({ code: 'code.expired' });
  for (let sends = 0; sends < 3; sends += 1) expect((await askForCode()).statusCode).toBe(202);
  expect((await askForCode()).json()).toMatchObject({ code: 'notifications.too_many_codes' });
  await owner.ask({ method: 'DELETE', url: '/v1/me/notification-settings/number' });
  expect((await askForCode()).json()).toMatchObject({ code: 'notifications.too_many_codes' });
  clock.forward(60 * 60_000);
  await askForCode();
  const good = await codeIn();
  expect((await enter(good)).statusCode).toBe(200);
  expect((await enter(good)).json()).toMatchObject({ code: 'code.none_sent' });
});

test('nobody is texted before a fitting program is named, and marketing fits nobody', async () => {
  expect((await askForCode()).json()).toMatchObject({ code: 'notifications.no_channel' });
  expect((await channel(shop.programId)).json()).toMatchObject({ code: 'notifications.unfit_program' });
  expect(
    (await put({ program_id: publicId('prg', randomUUID()), sender_id: publicId('snd', shop.senderId) }))
      .statusCode,
  ).toBe(404);
  const agent = await newColleague(app, shop.workspaceId, { role: 'agent' });
  const refused = await agent.ask({
    method: 'PUT',
    url: '/v1/workspace/notifications',
    payload: { program_id: null, sender_id: null },
  });
  expect(refused.statusCode).toBe(403);
  await channel();
  expect((await askForCode('12')).statusCode).toBe(422);
});

test('an erasure takes the number out', async () => {
  await channel();
  await askForCode();
  await enter(await codeIn());
  const request = (
    await owner.ask({
      method: 'POST',
      url: '/v1/data-requests',
      payload: { kind: 'erasure', number: phone, channel: 'email' },
    })
  ).json();
  await owner.ask({
    method: 'POST',
    url: `/v1/data-requests/${request.id}/verify`,
    payload: { attested: 'Came with a passport.' },
  });
  await owner.ask({ method: 'POST', url: `/v1/data-requests/${request.id}/done`, payload: {} });
  expect((await settings()).number).toBeNull();
});
