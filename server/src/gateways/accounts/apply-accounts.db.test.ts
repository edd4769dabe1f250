import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../../test/app.ts';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { openShop } from '../../../test/shop.ts';

let database: TestDatabase;
let app: TestApp;
let ask: Ask;
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database);
  const shop = await openShop(database.db);
  ask = await app.signedIn(shop.workspaceId);
}, 60_000);
afterAll(async () => {
  await app.close();
  await database.drop();
});

const apply = async (gateways: readonly object[], dry_run = false) => {
  const answer = await ask({
    ...{ method: 'POST', url: '/v1/gateways/apply' },
    payload: { gateways, dry_run, skip_test: true },
  });
  return { status: answer.statusCode, body: answer.json() };
};
const plivo = (settings: object = {}, name = 'Main') => ({
  ...{ name, kind: 'plivo' },
  settings: { auth_id: 'MAXXXXXXXXXXXXXXXXXX', auth_token: 'the first token', ...settings },
});
const listed = async () => {
  const { data } = (await ask({ url: '/v1/gateways' })).json();
  return data.map(({ name }: { name: string }) => name).filter((name: string) => name !== 'Nowhere');
};
const changesSince = async (before: number) => (await ask({ url: '/v1/audit' })).json().data.length - before;

test('a file is applied once, tells what differs, and shows no secret', async () => {
  const dry = await apply([plivo()], true);
  expect(dry.body.data).toMatchObject([{ id: null, action: 'connect' }]);
  expect(await listed()).toEqual([]);
  expect((await apply([plivo()])).body.data).toMatchObject([
    { id: expect.stringMatching(/^gtw_/), action: 'connect' },
  ]);
  expect(await listed()).toEqual(['Main']);

  const entries = (await ask({ url: '/v1/audit' })).json().data.length;
  expect((await apply([plivo()])).body.data).toMatchObject([{ action: 'none', changes: [] }]);
  expect(await changesSince(entries)).toBe(0);

  const other = plivo({ auth_id: 'MAYYYYYYYYYYYYYYYYYY', auth_token: 'the second token' });
  const planned = await apply([other], true);
  expect(planned.body.data[0]).toMatchObject({
    action: 'change',
    changes: [
      { field: 'auth_id', is_secret: false, before: 'MAXXXXXXXXXXXXXXXXXX', after: 'MAYYYYYYYYYYYYYYYYYY' },
      { field: 'auth_token', is_secret: true, before: null, after: null },
    ],
  });
  expect(JSON.stringify(planned.body)).not.toContain('token of');
  expect(JSON.stringify(planned.body)).not.toMatch(/the (first|second) token/);
  expect((await apply([other])).body.data).toMatchObject([{ action: 'change' }]);
  expect((await apply([other])).body.data).toMatchObject([{ action: 'none' }]);
});

test.each([
  ['a name that stands twice', [plivo({}, 'Twice'), plivo({}, 'Twice')], 422, 'gateway.named_twice'],
  [
    'another kind under a known name',
    [{ name: 'Nowhere', kind: 'plivo', settings: {} }],
    409,
    'gateway.other_kind',
  ],
  ['a kind that there is not', [{ name: 'New', kind: 'pigeon', settings: {} }], 422, 'gateway.unknown_kind'],
  ['a missing secret', [plivo({ auth_token: '' }, 'New')], 422, 'gateway.missing_setting'],
])('%s is refused before anything of the file is changed', async (_what, broken, status, code) => {
  const before = await listed();
  const answer = await apply([plivo({}, 'Good'), ...broken]);
  expect([answer.status, answer.body.code]).toEqual([status, code]);
  expect(await listed()).toEqual(before);
});
