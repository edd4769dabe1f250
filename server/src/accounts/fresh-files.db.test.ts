import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../test/app.ts';
import { type Colleague, newColleague } from '../../test/colleagues.ts';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { openShop, type Shop } from '../../test/shop.ts';
import { publicId } from '../platform/ids.ts';

let database: TestDatabase;
let app: TestApp;
let owner: Colleague;
let workspaceId: string;
let shop: Shop;
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database);
  shop = await openShop(database.db);
  ({ workspaceId } = shop);
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
  const account = { kind: 'plivo', name: 'Main', settings: { auth_id: 'MA', auth_token: 'a token' } };
  test.each([
    ['PATCH', '/v1/workspace/alerts', { webhook_url: https }],
    ['PATCH', '/v1/me/notification-settings', { webhook_url: https }],
    ['PATCH', '/v1/workspace/alerts', { emails: ['books@elsewhere.example'] }],
    [
      'POST',
      '/v1/report-subscriptions',
      { report: 'overview', every: 'day', at_hour: 8, emails: ['books@elsewhere.example'], to_file: false },
    ],
    ['POST', '/v1/gateways', account],
    ['POST', '/v1/gateways/apply', { gateways: [account], skip_test: true }],
    ['PATCH', '/v1/gateways/gtw_00000000000070008000000000000001', { name: 'Other' }],
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

  test('a keyword needs one to call it, and to call another; what stays as it is needs none', async () => {
    const ask = (method: 'POST' | 'PATCH', url: string, payload: object) =>
      owner.ask({ method, url, payload });
    const wanted = { kind: 'webhook', words: ['HOURS'], program_id: publicId('prg', shop.programId) };
    const make = () =>
      ask('POST', '/v1/keywords', { ...wanted, body: 'Harbor: One moment.', address: https });
    await setAge(16);
    expect((await make()).json().code).toBe('sign_in.not_fresh');
    await setAge(1);
    const made = await make();
    expect(made.statusCode).toBe(201);
    await setAge(16);
    const change = (payload: object) => ask('PATCH', `/v1/keywords/${made.json().id}`, payload);
    expect((await change({ address: `${https}/2` })).json().code).toBe('sign_in.not_fresh');
    expect((await change({ tags: ['asked'] })).statusCode).toBe(200);
  });

  test('that was told before is told on without one, as are fewer', async () => {
    const tell = (emails: readonly string[]) =>
      owner.ask({ method: 'PATCH', url: '/v1/workspace/alerts', payload: { emails } });
    await setAge(1);
    const [one, two] = ['one@harbor.example', 'two@harbor.example'];
    expect((await tell([one, two])).statusCode).toBe(200);
    await setAge(16);
    expect((await tell([two])).statusCode).toBe(200);
    expect((await tell([one, two])).json().code).toBe('sign_in.not_fresh');
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

  test('is asked about alone: of all else HEAD says what GET would', async () => {
    for (const [url, status, code] of [
      ['/v1/campaigns/cmp_00000000000070008000000000000001', 404, 'campaign.not_found'],
      ['/v1/contacts?limit=none', 422, 'request.invalid'],
    ] as const) {
      const answer = await owner.ask({ method: 'HEAD', url });
      const asked = await owner.ask({ url });
      expect([url, answer.statusCode, answer.headers['x-problem-code'], answer.body]).toEqual([
        ...[url, asked.statusCode, asked.json().code, ''],
      ]);
      expect([asked.statusCode, asked.json().code]).toEqual([status, code]);
    }
    expect((await owner.ask({ method: 'HEAD', url: '/v1/contacts' })).statusCode).toBe(200);
  });

  test('is shown on a page without one', async () => {
    await setAge(16);
    const shown = await owner.ask({ url: '/v1/proof-packs/%2B12025550142' });
    expect(shown.json().code).not.toBe('sign_in.not_fresh');
  });
});
