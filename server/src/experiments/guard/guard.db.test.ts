import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { experimenting } from '../../../test/experimenting.ts';
import { openShop, type Shop } from '../../../test/shop.ts';
import { cloneCampaign, launchCampaign, resumeCampaign } from '../../campaigns/index.ts';
import { releaseHeldBySpend } from '../../dispatch/index.ts';
import { insertSpendMove, moneyOf, readSpend, setSpending } from '../../spending/index.ts';
import { findGuard } from './guard.queries.ts';
import { usualBounds } from './guard.ts';
import { setGuard } from './set-guard.ts';
import { watchCampaigns } from './watch-campaigns.ts';

let database: TestDatabase;
let shop: Shop;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  shop = await openShop(database.db);
});
const { inShop, root, start, statusOf, arms, handOver, tend, find } = experimenting(() => shop);
const guardOf = (id: string) => inShop((tx) => findGuard(tx, id));
const setUsual = (id: string) => setGuard(shop.ctx, shop.scope, id, usualBounds);

/** All its texts were taken, and so many of them failed; the campaign is still under way. */
async function fail(id: string, count: number): Promise<void> {
  await handOver(id, 0);
  await inShop(async (tx) => {
    await tx.query(`update campaign set status = 'sending', finished_at = null where id = $1`, [id]);
    await tx.query(
      `update message set status = 'undelivered' where campaign_id = $1 and id in (select id from message where campaign_id = $1 order by id limit $2)`,
      [id, count],
    );
  });
}

test('what guards the campaign that leads an experiment guards each part of it, and one that goes wrong pauses it whole', async () => {
  const id = await root();
  await setUsual(id);
  await start(id);
  await watchCampaigns(shop.ctx);
  const [rolls = '', cake = ''] = (await arms(id)).map(({ armId }) => armId);
  expect([await guardOf(rolls), await guardOf(cake)]).toMatchObject([
    { state: 'watching', bounds: usualBounds },
    { state: 'watching', bounds: usualBounds },
  ]);
  await setGuard(shop.ctx, shop.scope, id, { ...usualBounds, complaintPercent: null });
  expect((await guardOf(rolls))?.bounds.complaintPercent).toBeNull();
  await fail(rolls, 40);
  await watchCampaigns(shop.ctx);
  expect([await statusOf(id), await statusOf(rolls), await statusOf(cake)]).toEqual([
    ...['paused', 'paused', 'paused'],
  ]);
  expect(await guardOf(id)).toMatchObject({
    state: 'tripped',
    sentence: expect.stringMatching(/^Paused by itself: “Spring · rolls”: 40 of \d+ texts failed/),
    counts: { failed: 40 },
  });
  await resumeCampaign(shop.ctx, shop.scope, id);
  await watchCampaigns(shop.ctx);
  await watchCampaigns(shop.ctx);
  expect([await statusOf(id), (await guardOf(id))?.state]).toEqual(['testing', 'watching']);
});

test('what guards the model of a series guards each time that is made of it', async () => {
  const id = await root();
  await setUsual(id);
  const copy = await cloneCampaign(shop.ctx, shop.scope, id, {});
  await inShop((tx) =>
    tx.query(
      `with series as (
         insert into campaign_series (workspace_id, id, campaign_id, rule, from_day, minute, most_people, made_by, made_at)
         values (current_workspace(), gen_random_uuid(), $1, 'FREQ=DAILY', '2026-11-24', 600, 1000, 'test', now()) returning id)
       insert into campaign_occurrence (workspace_id, series_id, day, campaign_id) select current_workspace(), id, '2026-11-25', $2 from series`,
      [id, copy.id],
    ),
  );
  await watchCampaigns(shop.ctx);
  expect(await guardOf(copy.id)).toMatchObject({ state: 'watching', bounds: usualBounds });
});

test('a campaign with a guard pauses by itself when it goes wrong, and is judged anew once somebody resumes it', async () => {
  const id = await root();
  await setUsual(id);
  await launchCampaign(shop.ctx, shop.scope, id, {});
  const status = () => statusOf(id);
  const guard = () => guardOf(id);
  await watchCampaigns(shop.ctx);
  expect([await status(), (await guard())?.state]).toEqual(['sending', 'watching']);
  await inShop((tx) => tx.query(`update send_chunk set state = 'ready' where run_id = $1`, [id]));
  await fail(id, 80);
  await watchCampaigns(shop.ctx);
  expect(await status()).toBe('paused');
  expect((await guard())?.sentence).toMatch(/^Paused by itself: 80 of 240 texts failed: surely more than/);
  await resumeCampaign(shop.ctx, shop.scope, id);
  await watchCampaigns(shop.ctx);
  await watchCampaigns(shop.ctx);
  expect([await status(), (await guard())?.state]).toEqual(['sending', 'watching']);
});

const setPrices = () =>
  setSpending(shop.ctx, shop.scope, {
    budget: { currency: 'USD', caps: { day: null, month: null, campaign: null } },
    prices: [{ senderId: null, gatewayId: null, country: null, perPart: moneyOf('0.01') }],
  });
const setMoney = (id: string, mostSpent: string | null) =>
  setGuard(shop.ctx, shop.scope, id, { ...usualBounds, mostSpent });
const spend = (campaignId: string, amount: string) =>
  inShop((tx) => insertSpendMove(tx, { day: '2026-11-24', campaignId, parts: 60, amount: moneyOf(amount) }));
const leftOf = async (id: string) => (await inShop((tx) => readSpend(tx, '2026-11-24', id))).limitLeft;

test('the parts of an experiment are under its money limit before any look, and so is the rest; none has an amount of its own', async () => {
  const id = await root();
  await setPrices();
  await setMoney(id, '1.00');
  await start(id);
  const [rolls = '', cake = ''] = (await arms(id)).map(({ armId }) => armId);
  await spend(rolls, '0.60');
  expect([await leftOf(rolls), await leftOf(cake)]).toEqual([moneyOf('0.40'), moneyOf('0.40')]);
  await expect(setMoney(cake, '0.70')).rejects.toMatchObject({ code: 'guard.money_is_shared' });
  await setMoney(cake, '1.00');
  await setMoney(cake, null);
  expect(await leftOf(cake)).toBe(moneyOf('0.40'));
  await setMoney(id, '2.00');
  await handOver(rolls, 40);
  await handOver(cake, 2);
  await inShop((tx) =>
    tx.query(`update campaign_experiment set decides_at = $2 where campaign_id = $1`, [
      id,
      shop.ctx.clock.now(),
    ]),
  );
  await tend();
  const { restId } = await find(id);
  expect(await leftOf(restId ?? '')).toBe(moneyOf('1.40'));
});

const holdForMoney = (ids: readonly string[]) =>
  inShop((tx) =>
    tx.query(`update send_chunk set held_reason = 'spend_limit', not_before = $2 where run_id = any($1)`, [
      ids,
      new Date(shop.ctx.clock.now().getTime() + 24 * 3_600_000),
    ]),
  );

test('what was held for money and let go waits for its turn and not for money: it pauses nothing', async () => {
  const id = await root();
  await setPrices();
  await setMoney(id, '1.00');
  await launchCampaign(shop.ctx, shop.scope, id, {});
  await holdForMoney([id]);
  await watchCampaigns(shop.ctx);
  expect([await statusOf(id), (await guardOf(id))?.counts]).toMatchObject(['paused', { heldForMoney: 240 }]);
  await resumeCampaign(shop.ctx, shop.scope, id);
  await watchCampaigns(shop.ctx);
  await releaseHeldBySpend(shop.ctx, shop.workspaceId);
  await watchCampaigns(shop.ctx);
  expect([await statusOf(id), (await guardOf(id))?.counts]).toMatchObject(['sending', { heldForMoney: 0 }]);
});

test('parts that wait for money pause what leads them, and not once more while they are let go', async () => {
  const id = await root();
  await setPrices();
  await setMoney(id, '1.00');
  await start(id);
  await holdForMoney((await arms(id)).map(({ armId }) => armId));
  await watchCampaigns(shop.ctx);
  await watchCampaigns(shop.ctx);
  expect([await statusOf(id), (await guardOf(id))?.state]).toEqual(['paused', 'tripped']);
  await resumeCampaign(shop.ctx, shop.scope, id);
  await watchCampaigns(shop.ctx);
  expect([await statusOf(id), (await guardOf(id))?.state]).toEqual(['testing', 'watching']);
});

test('an amount of twelve digits holds as well as a small one', async () => {
  const id = await root();
  await setPrices();
  await setMoney(id, '999999999999.999999');
  expect(await leftOf(id)).toBe(moneyOf('999999999999.999999'));
});

test('a workspace in trouble keeps no other from being looked at', async () => {
  const id = await root();
  await setUsual(id);
  await openShop(database.db);
  await launchCampaign(shop.ctx, shop.scope, id, {});
  const { db } = shop.ctx;
  const tx: typeof db.tx = (workspaceId, ...rest) =>
    workspaceId === shop.workspaceId ? db.tx(workspaceId, ...rest) : Promise.reject(new Error('away'));
  await watchCampaigns({ ...shop.ctx, db: { ...db, tx } });
  expect((await guardOf(id))?.lookedAt).not.toBeNull();
});

test('money that the parts of an experiment take counts together, where a text has a price', async () => {
  const id = await root();
  await expect(setMoney(id, '1.00')).rejects.toMatchObject({ code: 'guard.no_prices' });
  await setPrices();
  await setMoney(id, '1.00');
  await start(id);
  for (const { armId } of await arms(id)) {
    await watchCampaigns(shop.ctx);
    expect(await statusOf(id)).toBe('testing');
    await spend(armId, '0.60');
  }
  await watchCampaigns(shop.ctx);
  expect([await statusOf(id), await guardOf(id)]).toMatchObject([
    'paused',
    {
      counts: { spent: '1.20' },
      sentence: expect.stringContaining('Its texts have taken 1.20, and 1.00 is the most.'),
    },
  ]);
});
