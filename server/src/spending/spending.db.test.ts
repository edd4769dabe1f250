import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../test/app.ts';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { fakeCarrier } from '../../test/fake-gateway.ts';
import { sendingFixture, testContext } from '../../test/sending.ts';
import { publicId } from '../platform/ids.ts';
import { moneyOf } from './money.ts';
import { insertSpendMove } from './spend.queries.ts';

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

async function stage() {
  const fixture = await sendingFixture(testContext(database.db), fakeCarrier().adapter, 0);
  return { ...fixture, ask: await app.signedIn(fixture.workspaceId) };
}

const none = { day: null, month: null, campaign: null };
const put = (ask: Ask, change: object = {}) =>
  ask({
    method: 'PUT',
    url: '/v1/workspace/spending',
    payload: { currency: 'USD', caps: none, prices: [{ per_part: '0.0079' }], ...change },
  });

describe('what texts cost and how much may be spent', () => {
  test('is unknown at first', async () => {
    const { ask } = await stage();
    expect((await ask({ url: '/v1/workspace/spending' })).json()).toEqual({
      object: 'spending',
      currency: null,
      caps: none,
      prices: [],
      spent: { day: '0.00', month: '0.00', reserved: '0.00' },
    });
  });

  test('begins with the first table, which says the currency and a price for everything', async () => {
    const { ask } = await stage();
    const bring = async (payload: string) =>
      (
        await ask({
          ...{ method: 'POST', url: '/v1/workspace/prices', payload },
          headers: { 'content-type': 'text/csv' },
        })
      ).json();
    expect(await bring('country,per_part\n,0.01\n')).toMatchObject({ code: 'spending.not_set' });
    expect(await bring('country,per_part,currency\nGB,0.05,EUR\n')).toMatchObject({
      is_applied: false,
      bad: [{ line: 1, sentence: expect.stringContaining('one row without gateway') }],
    });
    expect(await bring('country,per_part,currency\nGB,0.05,EUR\n,0.01,\nCA,0.02,USD\n')).toMatchObject({
      is_applied: false,
      bad: [{ line: 4 }],
    });
    expect((await ask({ url: '/v1/workspace/spending' })).json().currency).toBeNull();
    expect(await bring('country,per_part,currency\nGB,0.05,EUR\n,0.01,\n')).toMatchObject({
      added: 2,
      is_applied: true,
    });
    expect((await ask({ url: '/v1/workspace/spending' })).json()).toMatchObject({
      currency: 'EUR',
      caps: none,
      prices: [{ per_part: expect.any(String) }, { per_part: expect.any(String) }],
    });
  });

  test('is what was said last, to the last decimal', async () => {
    const { ask, sender, gatewayId } = await stage();
    const prices = [
      { per_part: '0.0079' },
      { country: 'CA', per_part: '0.010001' },
      { gateway_id: publicId('gtw', gatewayId), per_part: '0.005' },
      { sender_id: publicId('snd', sender.id), country: 'US', per_part: '0.02' },
    ];
    const caps = { day: '12.5', month: '300', campaign: null };
    expect((await put(ask, { caps, prices })).json()).toMatchObject({
      currency: 'USD',
      caps: { day: '12.50', month: '300.00', campaign: null },
    });
    const answer = (await ask({ url: '/v1/workspace/spending' })).json();
    expect(answer.prices).toHaveLength(4);
    expect(answer.prices).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ sender_id: null, gateway_id: null, country: 'CA', per_part: '0.010001' }),
        expect.objectContaining({ sender_id: publicId('snd', sender.id), country: 'US', per_part: '0.02' }),
      ]),
    );
    expect((await put(ask)).json().prices).toHaveLength(1);
  });

  test('leaves the prices alone where only caps are said, and wants a price first', async () => {
    const { ask } = await stage();
    const unpriced = await put(ask, { prices: undefined });
    expect([unpriced.statusCode, unpriced.json().code]).toEqual([422, 'price.none_for_all']);
    await put(ask, { prices: [{ per_part: '0.01' }, { country: 'CA', per_part: '0.02' }] });
    const capped = (await put(ask, { caps: { ...none, day: '9' }, prices: undefined })).json();
    expect(capped).toMatchObject({
      caps: { day: '9.00' },
      prices: [{}, { country: 'CA', per_part: '0.02' }],
    });
  });

  test('is written into the audit, with what it was before', async () => {
    const { ask, workspaceId } = await stage();
    await put(ask);
    await put(ask, { caps: { ...none, day: '5' } });
    const { rows } = await database.db.tx(workspaceId, (tx) =>
      tx.query(`select before, after from audit_entry where act = 'spending.changed' order by id`),
    );
    expect(rows).toMatchObject([
      { after: { currency: 'USD', caps: none, prices: 1 } },
      { before: { caps: none }, after: { caps: { day: '5.00' } } },
    ]);
  });

  test.each([
    ['no price for everything', { prices: [{ country: 'US', per_part: '1' }] }, 'price.none_for_all'],
    ['the same price twice', { prices: [{ per_part: '1' }, { per_part: '2' }] }, 'price.twice'],
    [
      'a country that is none',
      { prices: [{ per_part: '1' }, { country: 'XX', per_part: '2' }] },
      'price.unknown_country',
    ],
    [
      'a sender of somebody else',
      {
        prices: [
          { per_part: '1' },
          { sender_id: publicId('snd', '0b6f9f6e-6f0f-4d52-8a43-0d6f4f0f1a11'), per_part: '2' },
        ],
      },
      'price.unknown_way',
    ],
    [
      'a word in place of an id',
      { prices: [{ per_part: '1' }, { sender_id: 'mine', per_part: '2' }] },
      'price.unknown_way',
    ],
  ])('is refused for %s', async (_what, change, code) => {
    const { ask } = await stage();
    const refused = await put(ask, change);
    expect([refused.statusCode, refused.json().code]).toEqual([422, code]);
    expect((await ask({ url: '/v1/workspace/spending' })).json().currency).toBeNull();
  });

  test.each([
    ['a negative cap', { caps: { ...none, day: '-1' } }],
    ['a number in place of decimals', { prices: [{ per_part: 0.1 }] }],
    ['more decimals than money has', { prices: [{ per_part: '0.0000001' }] }],
  ])('is refused for %s', async (_what, change) => {
    const { ask } = await stage();
    expect((await put(ask, change)).statusCode).toBe(422);
  });

  test('stays in the currency in which something was spent', async () => {
    const { ask, workspaceId } = await stage();
    await put(ask);
    expect((await put(ask, { currency: 'EUR' })).statusCode).toBe(200);
    await database.db.tx(workspaceId, (tx) =>
      insertSpendMove(tx, { day: '2026-11-24', campaignId: null, parts: 1, amount: moneyOf('0.0079') }),
    );
    const refused = await put(ask, { currency: 'USD' });
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'spending.currency_fixed']);
    expect((await put(ask, { currency: 'EUR' })).json().spent).toMatchObject({
      day: '0.0079',
      month: '0.0079',
    });
  });
});

describe('limits on speed and on passwords', () => {
  test('are set for a gateway, and taken away', async () => {
    const { ask, gatewayId } = await stage();
    const url = `/v1/gateways/${publicId('gtw', gatewayId)}/pace`;
    const set = (parts_per_second: number | null) =>
      ask({ method: 'PUT', url, payload: { parts_per_second } });
    expect((await set(4.5)).statusCode).toBe(204);
    const pace = {
      object: 'pace',
      level: 'gateway',
      subject: publicId('gtw', gatewayId),
      parts_per_second: 4.5,
      parts_per_day: null,
      parts_today: 0,
    };
    expect((await ask({ url: '/v1/paces' })).json().data).toContainEqual(pace);
    await set(null);
    expect((await ask({ url: '/v1/paces' })).json().data).not.toContainEqual(pace);
  });

  test.each(['gateways/gtw_nothing', 'campaigns/cmp_nothing'])('are not for %s', async (what) => {
    const { ask } = await stage();
    const answer = await ask({ method: 'PUT', url: `/v1/${what}/pace`, payload: { parts_per_second: 1 } });
    expect(answer.statusCode).toBe(404);
  });

  test('on passwords are the usual ones where nothing is said', async () => {
    const { ask } = await stage();
    const url = '/v1/workspace/velocity';
    expect((await ask({ url })).json()).toEqual({
      object: 'velocity_limits',
      per_number: null,
      per_prefix: null,
      per_workspace: null,
    });
    const payload = { per_number: 3, per_prefix: null, per_workspace: 100 };
    expect((await ask({ method: 'PUT', url, payload })).json()).toMatchObject(payload);
    expect((await ask({ url })).json()).toMatchObject(payload);
    expect((await ask({ method: 'PUT', url, payload: { ...payload, per_number: 0 } })).statusCode).toBe(422);
  });
});
