import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../test/app.ts';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { openShop, type Shop } from '../../test/shop.ts';
import { publicId } from '../platform/ids.ts';

let database: TestDatabase;
let app: TestApp;
let shop: Shop;
let ask: Ask;
let second: string;
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database);
  shop = await openShop(database.db);
  ask = await app.signedIn(shop.workspaceId);
  const { rows } = await database.db.tx(shop.workspaceId, (tx) =>
    tx.query<{ id: string }>(
      `insert into gateway (workspace_id, id, kind, name) values (current_workspace(), gen_random_uuid(), 'rehearsal', 'Abroad') returning id`,
    ),
  );
  second = publicId('gtw', rows[0]?.id ?? '');
  await ask({
    method: 'PUT',
    url: '/v1/workspace/spending',
    payload: {
      ...{ currency: 'GBP', caps: { day: null, month: null, campaign: null } },
      prices: [{ per_part: '0.04' }, { gateway_id: second, country: 'GB', per_part: '0.031' }],
    },
  });
}, 60_000);
afterAll(async () => {
  await app.close();
  await database.drop();
});

const add = (payload: object) => ask({ method: 'POST', url: '/v1/routes', payload });
const tryOut = async (payload: object) =>
  (await ask({ method: 'POST', url: '/v1/routes/test', payload })).json();

describe('routes', () => {
  test('are added, tried, changed and removed, each with its entry in the audit', async () => {
    const sender = publicId('snd', shop.senderId);
    const made = await add({ gateway_id: second, sender_id: sender, countries: ['GB'], rank: 100 });
    expect([made.statusCode, made.json()]).toMatchObject([
      201,
      { object: 'route', countries: ['GB'], lanes: null },
    ]);
    const { id } = made.json();
    // The number's own account and the route have the same rank, so the price decides.
    expect(await tryOut({ number: '+447700900123', sender_id: sender, parts: 2 })).toMatchObject({
      ...{ gateway: 'Abroad', sender: '+12025550100', cost: '0.062', currency: 'GBP', country: 'GB' },
      because:
        'Of rank 100 it is the cheapest. But this workspace does not text GB: only answers to people there leave.',
      candidates: [
        { gateway: 'Nowhere', why_not: { code: 'price' } },
        { gateway: 'Abroad', why_not: null },
      ],
    });
    expect(await tryOut({ number: '+12125550123' })).toMatchObject({
      ...{ gateway: 'Nowhere', route_id: null, because: 'It is the only open way.' },
    });
    await ask({ method: 'PUT', url: `/v1/gateways/${second}/drain` });
    expect(await tryOut({ number: '+447700900123' })).toMatchObject({
      ...{ gateway: 'Nowhere', candidates: [{}, { why_not: { code: 'draining' } }] },
    });
    await ask({ method: 'DELETE', url: `/v1/gateways/${second}/drain` });
    const changed = await ask({ method: 'PATCH', url: `/v1/routes/${id}`, payload: { rank: 150 } });
    expect(changed.json()).toMatchObject({ rank: 150, countries: ['GB'] });
    expect(await tryOut({ number: '+447700900123' })).toMatchObject({ gateway: 'Nowhere' });
    expect((await ask({ method: 'DELETE', url: `/v1/routes/${id}` })).statusCode).toBe(204);
    expect((await ask({ url: '/v1/routes' })).json()).toEqual({ data: [] });
    const acts = (await ask({ url: '/v1/audit' })).json().data.map(({ act }: { act: string }) => act);
    expect(acts.slice(0, 5)).toEqual([
      ...['route.removed', 'route.changed', 'gateway.drain_ended', 'gateway.drain_begun', 'route.added'],
    ]);
  });

  test.each([
    ['for nobody', { rank: 1 }, 'route.whose'],
    ['for two', { sender_id: 'own', sender_kind: 'long_code', rank: 1 }, 'route.whose'],
    [
      'for a country that there is not',
      { sender_kind: 'long_code', countries: ['XX'], rank: 1 },
      'route.bad_country',
    ],
    [
      'of another workspace',
      {
        gateway_id: publicId('gtw', '00000000-0000-4000-8000-000000000000'),
        sender_kind: 'long_code',
        rank: 1,
      },
      'route.unknown_way',
    ],
    ['of no gateway', { gateway_id: 'gateway', sender_kind: 'long_code', rank: 1 }, 'route.bad_id'],
  ])('%s are refused in a sentence', async (_what, given, code) => {
    const body = {
      gateway_id: second,
      ...given,
      ...('sender_id' in given && { sender_id: publicId('snd', shop.senderId) }),
    };
    const answer = await add(body);
    expect([answer.statusCode, answer.json().code]).toEqual([422, code]);
  });

  test('that are there already are refused; a name does not text the US', async () => {
    const route = { gateway_id: second, sender_kind: 'alphanumeric', rank: 5 };
    expect((await add(route)).statusCode).toBe(201);
    expect((await add({ ...route, rank: 7 })).json()).toMatchObject({ code: 'route.exists' });
    const payload = {
      gateway_id: publicId('gtw', shop.gatewayId),
      number: 'ACME',
      kind: 'alphanumeric',
      parts_per_second: 1,
    };
    const acme = (await ask({ method: 'POST', url: '/v1/senders', payload })).json().id;
    expect(await tryOut({ number: '+447700900123' })).toMatchObject({
      sender: 'ACME',
      gateway: 'Abroad',
      cost: '0.031',
    });
    expect(await tryOut({ number: '+12125550123', sender_id: acme })).toMatchObject({
      ...{ sender: null, because: expect.stringContaining('A name cannot text US') },
    });
  });
});
