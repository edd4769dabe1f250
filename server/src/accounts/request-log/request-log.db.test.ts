import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../../test/app.ts';
import { testContext } from '../../../test/context.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../../test/database.ts';
import { type Clock, fixedClock } from '../../platform/clock.ts';
import { accountJobs } from '../accounts.jobs.ts';

const clock = fixedClock('2026-11-24T17:00:00Z');
let database: TestDatabase;
let app: TestApp;
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database, {}, testContext(database.db, clock as Clock));
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

test('a program’s answers are found, refusals with their reason, and nothing of what was sent', async () => {
  const workspace = await newWorkspace(database.db);
  const [owner, key] = [
    await app.signedIn(workspace),
    await app.withKey(workspace, ['contacts.read', 'workspace.read']),
  ];
  await key({ url: '/v1/contacts?search=%2B12025550142' });
  await key({ url: '/v1/contacts/con_4711' });
  const refused = await key({ method: 'POST', url: '/v1/contacts', payload: { number: '+12025550142' } });
  await key({ url: '/v1/contacts?limit=none' });
  const list = async (query = '') => (await owner({ url: `/v1/api-requests${query}` })).json().data;
  const all = await list();
  expect(all.map((one: Record<string, unknown>) => [one.method, one.route, one.status, one.code])).toEqual([
    ['GET', '/v1/contacts', 422, 'request.invalid'],
    ['POST', '/v1/contacts', 403, 'permission.missing'],
    ['GET', '/v1/contacts/:id', 404, 'contact.not_found'],
    ['GET', '/v1/contacts', 200, null],
  ]);
  expect(all[1]).toMatchObject({
    key_name: 'A key',
    is_test: false,
    request_id: refused.headers['x-request-id'],
    others: 0,
  });
  expect(JSON.stringify(all)).not.toMatch(/2025550142|4711/);
  expect(await list('?outcome=good')).toHaveLength(1);
  expect(await list('?outcome=refused&method=POST')).toHaveLength(1);
  expect(await list('?route=contacts/')).toHaveLength(1);
  expect(await list(`?request_id=${refused.headers['x-request-id']}`)).toHaveLength(1);
  expect(await list(`?key_id=${all[0].key_id}`)).toHaveLength(4);
  const page = (await owner({ url: '/v1/api-requests?limit=3' })).json();
  const rest = (await owner({ url: `/v1/api-requests?limit=3&cursor=${page.next_cursor}` })).json();
  expect([page.data.length, rest.data.length]).toEqual([3, 1]);
  // Another workspace has none of it, and pages of the console are nobody's program.
  const other = await app.signedIn(await newWorkspace(database.db));
  expect((await other({ url: '/v1/api-requests' })).json().data).toEqual([]);
  expect((await owner({ url: '/v1/api-requests?key_id=nothing' })).statusCode).toBe(404);
});

test('is forgotten after seven days', async () => {
  const workspace = await newWorkspace(database.db);
  const [owner, key] = [await app.signedIn(workspace), await app.withKey(workspace, ['workspace.read'])];
  await key({ url: '/v1/members' });
  expect((await owner({ url: '/v1/api-requests' })).json().data).toHaveLength(1);
  clock.forward(8 * 86_400_000);
  await accountJobs(null)['accounts.sweep']({ ...testContext(database.worker, clock as Clock) });
  expect((await owner({ url: '/v1/api-requests' })).json().data).toEqual([]);
});
