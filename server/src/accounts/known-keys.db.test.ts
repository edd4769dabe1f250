import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../test/app.ts';
import { testContext } from '../../test/context.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';
import { fixedClock } from '../platform/clock.ts';
import { openKnownKeys } from './known-keys.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

/** A key, two processes that know keys, and a clock that goes on when told. */
async function keyring() {
  const clock = fixedClock('2026-11-24T17:00:00Z');
  const ctx = testContext(database.db, clock);
  let asked = 0;
  const system: typeof ctx.db.system = (work) => {
    asked += 1;
    return ctx.db.system(work);
  };
  const counting = { ...ctx, db: { ...ctx.db, system } };
  const app: TestApp = await testApp(database, {}, ctx);
  const workspaceId = await newWorkspace(database.db);
  const ask = await app.signedIn(workspaceId);
  const made = await ask({
    method: 'POST',
    url: '/v1/api-keys',
    payload: { name: 'A key', scopes: ['workspace.read'] },
  });
  const { id, secret } = made.json();
  const me = async () =>
    (await app.http.inject({ url: '/v1/me', headers: { authorization: `Bearer ${secret}` } })).statusCode;
  return {
    clock,
    secret: secret as string,
    me,
    elsewhere: openKnownKeys(counting),
    countAsked: () => asked,
    revoke: () => ask({ method: 'DELETE', url: `/v1/api-keys/${id}` }),
    close: () => app.close(),
  };
}

describe('an API key that is used again and again', () => {
  test('is looked up once a second, however often it comes', async () => {
    const { elsewhere, secret, clock, countAsked, close } = await keyring();
    await Promise.all(Array.from({ length: 20 }, () => elsewhere.find(secret)));
    clock.forward(400);
    expect((await elsewhere.find(secret))?.scope.permissions).toEqual(new Set(['workspace.read']));
    expect(countAsked()).toBe(1);
    clock.forward(1_100);
    await elsewhere.find(secret);
    expect(countAsked()).toBe(2);
    await close();
  });

  test('is looked up for those who come next while it is still known, once, and nobody waits', async () => {
    const { elsewhere, secret, clock, countAsked, close } = await keyring();
    const first = await elsewhere.find(secret);
    clock.forward(900);
    expect(await Promise.all([elsewhere.find(secret), elsewhere.find(secret)])).toEqual([first, first]);
    expect(countAsked()).toBe(2);
    await expect.poll(() => elsewhere.find(secret).then((found) => found !== first)).toBe(true);
    clock.forward(900);
    expect(await elsewhere.find(secret)).not.toBe(null);
    expect(countAsked()).toBe(3);
    await close();
  });

  test('is refused at once where it was revoked, and within a second everywhere', async () => {
    const { elsewhere, secret, clock, me, revoke, close } = await keyring();
    expect([await me(), (await elsewhere.find(secret)) !== null]).toEqual([200, true]);
    await revoke();
    expect([await me(), (await elsewhere.find(secret)) !== null]).toEqual([401, true]);
    clock.forward(1_000);
    expect(await elsewhere.find(secret)).toBe(null);
    await close();
  });

  test('that is none of ours is not remembered as such: it may be made in the next moment', async () => {
    const { elsewhere, secret, revoke, countAsked, close } = await keyring();
    await revoke();
    expect([await elsewhere.find(secret), await elsewhere.find(secret)]).toEqual([null, null]);
    expect(countAsked()).toBe(2);
    expect(await elsewhere.find('tk_live_mistyped')).toBe(null);
    expect(countAsked()).toBe(2);
    await close();
  });
});
