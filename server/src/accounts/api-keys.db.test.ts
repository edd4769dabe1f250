import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../test/app.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';
import type { Role } from './index.ts';

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

async function member(role: Role = 'owner') {
  const workspaceId = await newWorkspace(database.db);
  const ask = await app.signedIn(workspaceId, role);
  const create = (body: object) =>
    ask({
      method: 'POST',
      url: '/v1/api-keys',
      payload: { name: 'A key', scopes: ['workspace.read'], ...body },
    });
  return { workspaceId, ask, create };
}

const meWith = (secret: string) =>
  app.http.inject({ url: '/v1/me', headers: { authorization: `Bearer ${secret}` } });

describe('an API key', () => {
  test('is shown once and works at once, with its scopes and no more', async () => {
    const { create, ask } = await member();
    const made = await create({ scopes: ['contacts.read', 'workspace.read'] });
    expect(made.statusCode).toBe(201);
    const { secret, ...shown } = made.json();
    expect((await meWith(secret)).json()).toMatchObject({
      account: null,
      permissions: ['contacts.read', 'workspace.read'],
    });
    const listed = (await ask({ url: '/v1/api-keys' })).json().data[0];
    expect(listed).toEqual({ ...shown, last_used_at: expect.any(String) });
    const refused = await app.http.inject({
      url: '/v1/api-keys',
      headers: { authorization: `Bearer ${secret}` },
    });
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'permission.missing']);
  });

  test('is stored as a hash only', async () => {
    const { create, workspaceId } = await member();
    const { secret } = (await create({})).json();
    const { rows } = await database.db.tx(workspaceId, (tx) =>
      tx.query('select api_key::text as row from api_key'),
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.row).not.toContain(secret.slice(16));
  });

  test('is refused once revoked, and once expired', async () => {
    const { create, ask, workspaceId } = await member();
    const [revoked, expired] = [(await create({})).json(), (await create({})).json()];
    expect((await ask({ method: 'DELETE', url: `/v1/api-keys/${revoked.id}` })).statusCode).toBe(204);
    await database.db.tx(workspaceId, (tx) =>
      tx.query("update api_key set expires_at = now() - interval '1 second' where revoked_at is null"),
    );
    for (const { secret } of [revoked, expired]) {
      const answer = await meWith(secret);
      expect([answer.statusCode, answer.json().code]).toEqual([401, 'api_key.unknown']);
    }
  });

  test.each(['', 'Basic YTpi', 'Bearer', 'Bearer tk_live_short', `Bearer tk_live_${'A'.repeat(49)}`])(
    'is not "%s", and a cookie beside it does not help',
    async (authorization) => {
      const { ask } = await member();
      const answer = await ask({ url: '/v1/me', headers: { authorization } });
      expect(answer.statusCode).toBe(401);
    },
  );

  test('needs no header against forgery, since no browser sends it by itself', async () => {
    const { workspaceId } = await member();
    const ask = await app.withKey(workspaceId, ['senders.write']);
    const answer = await ask({
      method: 'POST',
      url: '/v1/senders',
      payload: {},
      headers: { origin: 'https://evil.example' },
    });
    expect(answer.json().code).toBe('request.invalid');
  });
});

describe('making a key', () => {
  test('gives it no more than one has oneself', async () => {
    const { create } = await member('developer');
    expect((await create({ scopes: ['senders.write'] })).statusCode).toBe(201);
    const answer = await create({ scopes: ['campaigns.launch'] });
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'api_key.scope_too_wide']);
  });

  test('that could make keys is refused even to an owner', async () => {
    const answer = await (await member()).create({ scopes: ['keys.manage'] });
    expect(answer.json().code).toBe('api_key.scope_not_for_keys');
  });

  test.each([
    [{ scopes: [] }, '/scopes'],
    [{ scopes: ['everything'] }, '/scopes/0'],
    [{ name: ' ' }, '/name'],
    [{ expires_at: 'tomorrow' }, '/expires_at'],
  ])('refuses %j and says where', async (body, pointer) => {
    const answer = await (await member()).create(body);
    expect([answer.statusCode, answer.json().errors[0].pointer]).toEqual([422, pointer]);
  });

  test('that has expired already is refused', async () => {
    const answer = await (await member()).create({ expires_at: '2020-01-01T00:00:00Z' });
    expect(answer.json().code).toBe('api_key.expires_in_the_past');
  });

  test('and revoking it are audited without the secret', async () => {
    const { create, ask, workspaceId } = await member();
    const { id, secret } = (await create({ name: 'For the shop' })).json();
    await ask({ method: 'DELETE', url: `/v1/api-keys/${id}` });
    const { rows } = await database.db.tx(workspaceId, (tx) =>
      tx.query('select act, object, after from audit_entry order by id'),
    );
    expect(rows).toMatchObject([
      { act: 'api_key.created', object: id, after: { name: 'For the shop' } },
      { act: 'api_key.revoked', object: id },
    ]);
    expect(JSON.stringify(rows)).not.toContain(secret);
  });
});

describe('the list of keys', () => {
  test('comes newest first, page by page', async () => {
    const { create, ask } = await member();
    for (const name of ['first', 'second', 'third']) await create({ name });
    const one = (await ask({ url: '/v1/api-keys?limit=2' })).json();
    const two = (await ask({ url: `/v1/api-keys?limit=2&cursor=${one.next_cursor}` })).json();
    const names = [...one.data, ...two.data].map((key: { name: string }) => key.name);
    expect([names, one.has_more, two.has_more, two.next_cursor]).toEqual([
      ['third', 'second', 'first'],
      true,
      false,
      null,
    ]);
  });

  test('shows nothing of another workspace, and cannot revoke there', async () => {
    const [mine, theirs] = [await member(), await member()];
    const { id, secret } = (await theirs.create({})).json();
    expect((await mine.ask({ url: '/v1/api-keys' })).json().data).toEqual([]);
    expect((await mine.ask({ method: 'DELETE', url: `/v1/api-keys/${id}` })).statusCode).toBe(404);
    expect((await mine.ask({ method: 'DELETE', url: '/v1/api-keys/key_nonsense' })).statusCode).toBe(404);
    expect((await meWith(secret)).statusCode).toBe(200);
  });
});

describe('a key that is rotated', () => {
  const rotate = (ask: Awaited<ReturnType<typeof member>>['ask'], id: string, payload: object) =>
    ask({ method: 'POST', url: `/v1/api-keys/${id}/rotate`, payload });

  test('goes on beside its successor for the overlap, and no longer', async () => {
    const { create, ask, workspaceId } = await member();
    const old = (await create({ scopes: ['contacts.read'] })).json();
    const made = await rotate(ask, old.id, { overlap_minutes: 10 });
    expect(made.json()).toMatchObject({ name: 'A key', scopes: ['contacts.read'] });
    for (const secret of [old.secret, made.json().secret])
      expect((await meWith(secret)).statusCode).toBe(200);
    await database.db.tx(workspaceId, (tx) =>
      tx.query(
        `update api_key set expires_at = expires_at - interval '11 minutes' where expires_at is not null`,
      ),
    );
    const fresh = await testApp(database);
    const asked = (secret: string) =>
      fresh.http.inject({ url: '/v1/me', headers: { authorization: `Bearer ${secret}` } });
    expect((await asked(old.secret)).statusCode).toBe(401);
    expect((await asked(made.json().secret)).statusCode).toBe(200);
    await fresh.close();
  });

  test('without overlap is over at once, and is rotated once', async () => {
    const { create, ask } = await member();
    const old = (await create({})).json();
    expect((await meWith(old.secret)).statusCode).toBe(200);
    expect((await rotate(ask, old.id, { overlap_minutes: 0 })).statusCode).toBe(201);
    expect((await meWith(old.secret)).statusCode).toBe(401);
    expect((await rotate(ask, old.id, {})).json().code).toBe('api_key.not_found');
  });

  test('is given by nobody what they could not give, and found in no other workspace', async () => {
    const { create, workspaceId } = await member();
    const key = (await create({ scopes: ['suppression.remove'] })).json();
    const developer = await app.signedIn(workspaceId, 'developer');
    expect((await rotate(developer, key.id, {})).json().code).toBe('api_key.scope_too_wide');
    const foreign = await member();
    expect((await rotate(foreign.ask, key.id, {})).statusCode).toBe(404);
  });
});

describe('a key with networks', () => {
  test('works from them and from nowhere else', async () => {
    const { create } = await member();
    const behind = await testApp(database, { trustProxy: 'loopback' });
    const { secret } = (await create({ networks: ['192.0.2.0/24', '2001:DB8::/32'] })).json();
    const from = (address: string) =>
      behind.http.inject({
        url: '/v1/me',
        headers: { authorization: `Bearer ${secret}`, 'x-forwarded-for': address },
      });
    for (const address of ['192.0.2.7', '::ffff:192.0.2.7', '2001:db8:1::1'])
      expect([address, (await from(address)).statusCode]).toEqual([address, 200]);
    for (const address of ['192.0.3.7', '2001:db9::1']) {
      const answer = await from(address);
      expect([address, answer.statusCode, answer.json().code]).toEqual([
        address,
        403,
        'api_key.wrong_network',
      ]);
    }
    await behind.close();
  });

  test.each(['192.0.2.0/33', 'everywhere', '192.0.2.0/', '1.2.3.4/08', '10.0.0.0/8/8'])(
    'refuses %s',
    async (text) => {
      const { create } = await member();
      expect((await create({ networks: [text] })).json().code).toBe('api_key.bad_network');
    },
  );
});

describe('a test key', () => {
  test('reads, changes nothing, and says what it is', async () => {
    const { create } = await member();
    const made = (
      await create({ is_test: true, scopes: ['contacts.read', 'messages.send', 'messages.read'] })
    ).json();
    expect(made.secret).toMatch(/^tk_test_/);
    const headers = { authorization: `Bearer ${made.secret}` };
    expect((await app.http.inject({ url: '/v1/contacts', headers })).statusCode).toBe(200);
    const bulk = await app.http.inject({ method: 'POST', url: '/v1/messages/bulk', headers, payload: {} });
    expect([bulk.statusCode, bulk.json().code]).toEqual([403, 'api_key.is_test']);
    expect((await create({ is_test: true, scopes: ['contacts.write'] })).json().code).toBe(
      'api_key.scope_not_for_test_keys',
    );
  });
});

test('no key is given what is for people', async () => {
  const { create } = await member();
  expect((await create({ scopes: ['members.manage'] })).json().code).toBe('api_key.scope_not_for_keys');
});
