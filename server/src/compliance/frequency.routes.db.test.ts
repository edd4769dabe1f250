import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../test/app.ts';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { fakeCarrier } from '../../test/fake-gateway.ts';
import { sendingFixture, testContext } from '../../test/sending.ts';

let database: TestDatabase;
let app: TestApp;
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const url = '/v1/policy/frequency';
const nothing = { us_day_limit: null, caps: [], fatigue_budget: null };

async function stage() {
  const { workspaceId } = await sendingFixture(testContext(database.db), fakeCarrier().adapter, 0);
  return app.signedIn(workspaceId);
}

test('the law stands where nothing was said', async () => {
  const ask = await stage();
  expect((await ask({ url })).json()).toEqual({
    object: 'frequency_policy',
    ...nothing,
    law: { rule: 'frequency.us.day', version: 'us-caps 2026-11-23', texts: 3, window_hours: 24 },
  });
});

test('what was said last stands', async () => {
  const ask = await stage();
  const payload = {
    us_day_limit: 1,
    caps: [
      { texts: 4, window_hours: 168, per: 'person', purpose: null },
      { texts: 1, window_hours: 720, per: 'brand', purpose: 'survey' },
    ],
    fatigue_budget: { texts: 6, window_hours: 168 },
  };
  expect((await ask({ method: 'PUT', url, payload })).json()).toMatchObject(payload);
  expect((await ask({ url })).json()).toMatchObject(payload);
});

test('of two who change different things at once, neither takes back what the other said', async () => {
  const ask = await stage();
  const said = {
    us_day_limit: 2,
    caps: [{ texts: 4, window_hours: 168, per: 'person', purpose: null }],
    fatigue_budget: { texts: 6, window_hours: 168 },
  };
  const parts = Object.entries(said).map(([name, value]) => ({ [name]: value }));
  await Promise.all(parts.map((payload) => ask({ method: 'PUT', url, payload })));
  expect((await ask({ url })).json()).toMatchObject(said);
});

test.each([
  ['looser than the law', { us_day_limit: 4 }],
  ['none at all', { us_day_limit: 0 }],
  ['longer than a month', { caps: [{ texts: 1, window_hours: 745, per: 'person', purpose: null }] }],
  ['on passwords', { caps: [{ texts: 1, window_hours: 1, per: 'person', purpose: 'otp' }] }],
  ['a half', { fatigue_budget: { texts: 0.5, window_hours: 24 } }],
])('a cap that is %s is refused, and nothing changes', async (_what, change) => {
  const ask = await stage();
  const answer = await ask({ method: 'PUT', url, payload: { ...nothing, ...change } });
  expect(answer.statusCode).toBe(422);
  expect((await ask({ url })).json()).toMatchObject(nothing);
});
