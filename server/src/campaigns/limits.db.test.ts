import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { addPerson, openShop, type Shop } from '../../test/shop.ts';
import { setCountries } from '../accounts/index.ts';
import { nobody } from '../audiences/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { setPace } from '../senders/index.ts';
import { moneyOf, readSpend, setSpending } from '../spending/index.ts';
import { checkCampaign, createCampaign, launchCampaign, previewCampaign, stopCampaign } from './index.ts';

let database: TestDatabase;
let shop: Shop;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  shop = await openShop(database.db);
});

const inShop = <T>(work: (tx: Tx) => Promise<T>) => database.db.tx(shop.workspaceId, work);
const launch = (id: string) => launchCampaign(shop.ctx, shop.scope, id, {});
const preview = (id: string) => previewCampaign(shop.ctx, shop.scope, id);
const reserved = async () => (await inShop((tx) => readSpend(tx, '2026-11-24', null))).reserved;

const people = (count: number) =>
  inShop(async (tx) => {
    for (let n = 0; n < count; n += 1) await addPerson(tx, shop, { n });
  });

async function written(): Promise<string> {
  const { id } = await createCampaign(shop.ctx, shop.scope, {
    name: `Spring ${randomUUID()}`,
    programId: shop.programId,
    senderId: shop.senderId,
    body: 'Harbor Coffee: hello. Reply STOP to opt out',
    include: { lists: [shop.listId], tags: [] },
    exclude: nobody,
  });
  return id;
}

async function ready(): Promise<string> {
  const id = await written();
  await checkCampaign(shop.ctx, shop.scope, id);
  return id;
}

const spending = (caps: { day?: string; campaign?: string }, canadian = '0.02') =>
  setSpending(shop.ctx, shop.scope, {
    budget: {
      currency: 'USD',
      caps: {
        day: caps.day === undefined ? null : moneyOf(caps.day),
        month: null,
        campaign: caps.campaign === undefined ? null : moneyOf(caps.campaign),
      },
    },
    prices: [
      { senderId: null, gatewayId: null, country: null, perPart: moneyOf('0.01') },
      { senderId: null, gatewayId: null, country: 'CA', perPart: moneyOf(canadian) },
    ],
  });

// 203 is Connecticut; the hundredth of the shop's people is the first of 204, Manitoba.
const canadian = 100;

describe('people in other countries', () => {
  test('stand in the waterfall under a line of their own, and are not launched to', async () => {
    await people(2);
    await inShop((tx) => addPerson(tx, shop, { n: canadian }));
    const id = await ready();
    const { waterfall } = await preview(id);
    expect(waterfall.map((one) => `${one.sign}${one.count} ${one.line}`)).toEqual([
      '+3 audience',
      '-0 no_consent',
      '-0 opted_out',
      '-1 outside_countries',
      '=2 will_receive',
    ]);
    expect((await launch(id)).audience?.willReceive).toBe(2);
    const { rows } = await inShop((tx) => tx.query('select reason from campaign_exclusion'));
    expect(rows).toEqual([{ reason: 'outside_countries' }]);
  });

  test('are people like others once their country is allowed', async () => {
    await people(1);
    await inShop((tx) => addPerson(tx, shop, { n: canadian }));
    await setCountries(shop.ctx, shop.scope, ['US', 'CA']);
    const { waterfall } = await preview(await written());
    expect(waterfall.at(-1)).toMatchObject({ line: 'will_receive', count: 2 });
    expect(waterfall.map((one) => one.line)).not.toContain('outside_countries');
  });
});

describe('the cost of a campaign', () => {
  test('is shown before sending, each country at its price', async () => {
    await people(2);
    await inShop((tx) => addPerson(tx, shop, { n: canadian }));
    await setCountries(shop.ctx, shop.scope, ['US', 'CA']);
    await spending({}, '0.0379');
    const amount = moneyOf('0.0579');
    expect((await preview(await written())).cost).toEqual({ amount, least: amount, currency: 'USD' });
  });

  test('is unknown while nobody has said what texts cost', async () => {
    await people(1);
    expect((await preview(await written())).cost).toBeNull();
  });

  test('is bound by the launch, so that a second one finds it gone, and free again once it was stopped', async () => {
    await people(3);
    await spending({ day: '0.05' });
    const [first, second] = [await ready(), await ready()];
    await launch(first);
    expect(await reserved()).toBe(moneyOf('0.03'));
    await expect(launch(second)).rejects.toMatchObject({
      code: 'spending.cap_reached',
      message:
        'This campaign would cost 0.03 USD, and of the 0.05 USD of this day 0.00 USD are spent and 0.03 USD bound by other campaigns. Raise the cap of the day, or text fewer people.',
    });
    await stopCampaign(shop.ctx, shop.scope, first);
    expect(await reserved()).toBe(0n);
    expect((await launch(second)).status).toBe('sending');
  });

  test('is bound by one of two launches at once, never by both', async () => {
    await people(3);
    await spending({ day: '0.05' });
    const results = await Promise.allSettled([await ready(), await ready()].map(launch));
    expect(results.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await reserved()).toBe(moneyOf('0.03'));
  });

  test('above the cap of campaigns refuses the launch, and nobody is queued', async () => {
    await people(3);
    await spending({ campaign: '0.02' });
    await expect(launch(await ready())).rejects.toThrow(/a campaign may cost 0\.02 USD/);
    const { rows } = await inShop((tx) => tx.query('select 1 from send_chunk'));
    expect(rows).toEqual([]);
  });
});

describe('the time that a campaign takes', () => {
  const limit = (level: 'gateway' | 'workspace' | 'campaign', subject: string, rate: number) =>
    inShop((tx) => setPace(tx, shop.scope, { level, subject }, rate));

  test('is told by the number where nothing is narrower', async () => {
    await people(3);
    expect(await preview(await written())).toMatchObject({
      secondsAtPace: 1,
      pace: { level: 'sender', partsPerSecond: 100 },
    });
  });

  test('is told by the narrowest of all limits that count its texts', async () => {
    await people(4);
    const id = await written();
    await limit('workspace', shop.workspaceId, 3);
    await limit('gateway', shop.gatewayId, 2);
    expect(await preview(id)).toMatchObject({ secondsAtPace: 2, pace: { level: 'gateway' } });
    await limit('campaign', id, 0.5);
    expect(await preview(id)).toMatchObject({ secondsAtPace: 8, pace: { level: 'campaign' } });
    expect(await preview(await written())).toMatchObject({ pace: { level: 'gateway' } });
  });
});
