import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../test/app.ts';
import { testContext } from '../../test/context.ts';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { addPerson, openShop, type Shop } from '../../test/shop.ts';
import { checkCampaign, createCampaign } from '../campaigns/index.ts';
import { type Clock, fixedClock } from '../platform/clock.ts';
import { publicId } from '../platform/ids.ts';

const clock = fixedClock('2026-11-24T17:00:00Z');
let database: TestDatabase;
let app: TestApp;
let shop: Shop;
let ask: Ask;
beforeAll(async () => {
  database = await cloneDatabase();
  shop = await openShop(database.db, clock);
  app = await testApp(database, {}, testContext(database.db, clock as Clock));
  ask = await app.signedIn(shop.workspaceId);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

test('the plans of a campaign are read at once, and nothing is where nobody has said anything', async () => {
  await database.db.tx(shop.workspaceId, (tx) => addPerson(tx, shop, { n: 1 }));
  const { id } = await createCampaign(shop.ctx, shop.scope, {
    ...{ name: 'Spring', programId: shop.programId, senderId: shop.senderId },
    body: 'Harbor Coffee: hello. Reply STOP to opt out',
    ...{ include: { lists: [shop.listId], tags: [] }, exclude: { lists: [], tags: [] } },
  });
  await checkCampaign(shop.ctx, shop.scope, id);
  const url = `/v1/campaigns/${publicId('cmp', id)}`;
  const plans = async () => (await ask({ url: `${url}/plans` })).json();
  expect(await plans()).toMatchObject({
    ...{ schedule: null, brief: null, guard: null, experiment: null, series: [] },
  });
  const say = async (method: 'PUT' | 'POST', path: string, payload: object) =>
    expect((await ask({ method, url: `${url}/${path}`, payload })).statusCode).toBeLessThan(300);
  await say('POST', 'series', { rule: 'FREQ=WEEKLY;BYDAY=TH', time: '10:00', zone: 'America/Denver' });
  await say('PUT', 'schedule', { wall: '2026-11-30T10:00', zone: 'America/Denver' });
  await say('PUT', 'brief', { objective: 'Fill the shop', measure: 'clicks', target: 20 });
  await say('PUT', 'guard', {});
  expect(await plans()).toMatchObject({
    schedule: { state: 'armed', starts_at: '2026-11-30T17:00:00.000Z' },
    brief: { objective: 'Fill the shop', target: 20 },
    guard: { state: 'watching' },
    series: [{ state: 'on', rule: 'FREQ=WEEKLY;BYDAY=TH' }],
  });
  await ask({ method: 'DELETE', url: `${url}/schedule` });
  await say('PUT', 'experiment', { variants: [{ name: 'one' }, { name: 'two', body: 'Harbor Coffee: hi' }] });
  expect((await plans()).experiment).toMatchObject({ state: 'draft', variants: [{ name: 'one' }, {}] });
  expect((await ask({ url: `/v1/campaigns/${publicId('cmp', randomUUID())}/plans` })).statusCode).toBe(404);
});

test('a rule tells its next days before anything is made of it', async () => {
  const preview = (payload: object) => ask({ method: 'POST', url: '/v1/campaign-series/preview', payload });
  const found = await preview({
    rule: 'FREQ=WEEKLY;BYDAY=TH;COUNT=2',
    time: '10:00',
    zone: 'America/Denver',
  });
  expect(found.json().coming).toEqual([
    { day: '2026-11-26', at: '2026-11-26T17:00:00.000Z', sentence: null },
    { day: '2026-12-03', at: '2026-12-03T17:00:00.000Z', sentence: null },
  ]);
  const bad = await preview({ rule: 'FREQ=SOMETIMES', time: '10:00' });
  expect([bad.statusCode, bad.json().errors[0].pointer]).toEqual([422, '/rule']);
});
