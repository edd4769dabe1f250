import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../test/app.ts';
import { type Colleague, newColleague } from '../../test/colleagues.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';

let database: TestDatabase;
let app: TestApp;
let owner: Colleague;
let workspaceId: string;
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database);
  workspaceId = await newWorkspace(database.db);
  owner = await newColleague(app, workspaceId);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const setAge = (minutes: number) =>
  database.db.system((tx) =>
    tx.query(
      'update session set authenticated_at = now() - make_interval(mins => $2) where account_id = $1',
      [owner.id, minutes],
    ),
  );
const exports = async () =>
  (await owner.ask({ url: '/v1/audit' }))
    .json()
    .data.filter(({ act }: { act: string }) => act.endsWith('.exported')).length;

const files = [
  '/v1/contacts/export',
  '/v1/exports/texts',
  '/v1/exports/clicks',
  '/v1/exports/replies',
  '/v1/exports/conversions',
  '/v1/suppressions/export',
  '/v1/audit/export',
  '/v1/proof-packs/%2B12025550142?format=pdf',
];

describe('an address outside, to which words of people go', () => {
  const https = 'https://elsewhere.example/calls';
  test.each([
    ['PATCH', '/v1/workspace/alerts', { webhook_url: https }],
    ['PATCH', '/v1/me/notification-settings', { webhook_url: https }],
    ['POST', '/v1/inbox-rules', { name: 'Out', wants: {}, does: { webhook: https } }],
    ['POST', '/v1/inbox-rules', { name: 'On', wants: {}, does: { forward_to: ['books@elsewhere.example'] } }],
  ] as const)('%s %s needs a fresh sign-in', async (method, url, payload) => {
    await setAge(16);
    const ask = () => owner.ask({ method, url, payload });
    const refused = await ask();
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'sign_in.not_fresh']);
    await setAge(1);
    expect((await ask()).json().code).not.toBe('sign_in.not_fresh');
  });
});

describe('a file with people in it', () => {
  test.each(files)(
    '%s needs a fresh sign-in of a person, and of a key nothing but its scope',
    async (url) => {
      await setAge(16);
      const refused = await owner.ask({ url });
      expect([refused.statusCode, refused.json().code]).toEqual([403, 'sign_in.not_fresh']);
      await setAge(1);
      // Nothing is on record of the number whose proofs are asked for.
      const status = url.includes('proof') ? 404 : 200;
      expect((await owner.ask({ url })).statusCode).toBe(status);
      const scopes = [
        'contacts.import',
        'contacts.read',
        'campaigns.read',
        'messages.read',
        'audit.read',
        'proofs.read',
      ];
      const made = await owner.ask({
        method: 'POST',
        url: '/v1/api-keys',
        payload: { name: 'Books', scopes },
      });
      const headers = { authorization: `Bearer ${made.json().secret}` };
      expect((await app.http.inject({ url, headers })).statusCode).toBe(status);
    },
  );

  test('is asked about by HEAD, which says why not and takes nothing along', async () => {
    const before = await exports();
    await setAge(16);
    const stale = await owner.ask({ method: 'HEAD', url: '/v1/exports/texts' });
    expect([stale.statusCode, stale.headers['x-problem-code'], stale.body]).toEqual([
      403,
      'sign_in.not_fresh',
      '',
    ]);
    await setAge(1);
    const fresh = await owner.ask({ method: 'HEAD', url: '/v1/exports/texts' });
    expect([fresh.statusCode, fresh.body]).toEqual([200, '']);
    expect(await exports()).toBe(before);
    const agent = await newColleague(app, workspaceId, { role: 'agent' });
    const closed = await agent.ask({ method: 'HEAD', url: '/v1/audit/export' });
    expect([closed.statusCode, closed.headers['x-problem-code']]).toEqual([403, 'permission.missing']);
  });

  test('is shown on a page without one', async () => {
    await setAge(16);
    const shown = await owner.ask({ url: '/v1/proof-packs/%2B12025550142' });
    expect(shown.json().code).not.toBe('sign_in.not_fresh');
  });
});
