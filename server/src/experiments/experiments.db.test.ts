import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { body, experimenting, hours, people, plan, variant } from '../../test/experimenting.ts';
import { openShop, type Shop } from '../../test/shop.ts';
import { listWorkspaceIds } from '../accounts/index.ts';
import {
  getCampaign,
  launchCampaign,
  noMediaKnown,
  placeSql,
  stopCampaign,
  updateCampaign,
} from '../campaigns/index.ts';
import { findSchedule, startDue } from '../planning/index.ts';
import { fixedClock } from '../platform/clock.ts';
import { chooseWinner } from './choose-winner.ts';
import { defineExperiment } from './define-experiment.ts';
import { readEffect } from './effect.ts';
import { moveExperiment } from './experiment.queries.ts';
import type { Plan } from './experiment.ts';
import { tendExperiments } from './tend-experiments.ts';

const noon = '2026-11-24T17:00:00Z';
const clock = fixedClock(noon);
let database: TestDatabase;
let shop: Shop;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  clock.moveTo(noon);
  shop = await openShop(database.db, clock);
});

const { inShop, root, start, tend, find, arms, receivers, handOver } = experimenting(() => shop);

describe('an experiment', () => {
  test('gives each variant a part of its own, and the winner goes to the rest and to nobody twice', async () => {
    const id = await root();
    await start(id);
    const [rolls, cake] = await arms(id);
    if (!rolls || !cake) throw new Error('There are no arms.');
    expect([rolls.status, cake.status, (await inShop((tx) => getCampaign(tx, id))).status]).toEqual([
      ...['sending', 'sending', 'testing'],
    ]);
    await handOver(rolls.armId, 2);
    await handOver(cake.armId, 40);
    await tend();
    expect((await find(id)).state).toBe('running');
    clock.moveTo('2026-11-24T18:00:00Z');
    await tend();
    const decided = await find(id);
    expect(decided).toMatchObject({ state: 'ended', winner: 1, verdict: { isClear: true } });
    const restId = decided.restId ?? '';
    expect((await inShop((tx) => getCampaign(tx, restId))).body).toBe(body('cake'));
    const sent = [
      ...(await receivers(rolls.armId)),
      ...(await receivers(cake.armId)),
      ...(await receivers(restId)),
    ];
    expect(new Set(sent).size).toBe(sent.length);
    const { rows } = await inShop((tx) =>
      tx.query(
        `select distinct contact_id from campaign_exclusion where campaign_id = $1 and reason = 'control'`,
        [restId],
      ),
    );
    expect(sent.length + rows.length).toBe(people);
    await handOver(restId, 0);
    await tend();
    expect((await inShop((tx) => getCampaign(tx, id))).status).toBe('finished');
    await tend();
    expect((await find(id)).restId).toBe(restId);
  });

  test('is looked after though another workspace cannot be read', async () => {
    const id = await root();
    await start(id);
    for (const [at, { armId }] of (await arms(id)).entries()) await handOver(armId, 2 + at * 40);
    clock.moveTo('2026-11-24T18:00:00Z');
    const { db } = shop.ctx;
    const broken = await openShop(database.db, clock);
    const asked: string[] = [];
    const tx: typeof db.tx = async (workspaceId, work) => {
      asked.push(workspaceId);
      if (workspaceId === broken.workspaceId) throw new Error('This workspace cannot be read.');
      return db.tx(workspaceId, work);
    };
    // Whatever order the database has them in: the broken one stands before ours.
    const both = [broken.workspaceId, shop.workspaceId];
    const system = (async (work) =>
      work === (listWorkspaceIds as unknown) ? both : db.system(work)) as typeof db.system;
    await tendExperiments({ ...shop.ctx, db: { ...db, tx, system } }, noMediaKnown);
    expect(asked[0]).toBe(broken.workspaceId);
    expect((await find(id)).state).toBe('ended');
  });

  test('without a clear winner holds until somebody chooses, and says so', async () => {
    const id = await root();
    await start(id);
    for (const [at, { armId }] of (await arms(id)).entries()) await handOver(armId, 10 + at);
    clock.moveTo('2026-11-24T18:00:00Z');
    await tend();
    const held = await find(id);
    expect([held.state, held.restId]).toEqual(['held', null]);
    expect(held.sentence).toMatch(/^No clear winner: .* Nothing goes to the rest until somebody chooses\.$/);
    await expect(chooseWinner(shop.ctx, shop.scope, id, 5)).rejects.toMatchObject({
      code: 'experiment.no_variant',
    });
    await chooseWinner(shop.ctx, shop.scope, id, 0);
    await tend();
    const ended = await find(id);
    expect(ended).toMatchObject({ state: 'ended', winner: 0, verdict: { isClear: false } });
    expect((await receivers(ended.restId ?? '')).length).toBeGreaterThan(20);
    await expect(chooseWinner(shop.ctx, shop.scope, id, 1)).rejects.toMatchObject({
      code: 'experiment.not_open',
    });
  });

  test.each([
    ['best', 1],
    ['first', 0],
  ] as const)('without a clear winner sends what was said: %s', async (fallback, winner) => {
    // Far apart, and too few to be sure of it.
    const id = await root(plan({ fallback, leastEach: 1_000 }));
    await start(id);
    for (const [at, { armId }] of (await arms(id)).entries()) await handOver(armId, 3 + at * 20);
    clock.moveTo('2026-11-24T18:00:00Z');
    await tend();
    expect(await find(id)).toMatchObject({ state: 'ended', winner, verdict: { isClear: false } });
  });

  test('stops an arm that drives people away before the wait is over, and judges it no more', async () => {
    const variants = [variant('rolls'), variant('cake'), variant('soup')];
    const id = await root(plan({ variants, testShare: 10_000, controlShare: 0 }));
    await start(id);
    const [rolls, cake, soup] = await arms(id);
    await handOver(rolls?.armId ?? '', 1, 0);
    await handOver(cake?.armId ?? '', 1, 1);
    await handOver(soup?.armId ?? '', 30, 0);
    await inShop((tx) =>
      tx.query(
        `insert into inbound_message (workspace_id, gateway_id, provider_id, number, body, intent, campaign_id, received_at)
         select current_workspace(), $2::uuid, 's' || id, number, 'STOP', 'stop', $1::uuid, now()
         from (select * from message where campaign_id = $1 order by id desc limit 25) m`,
        [soup?.armId, shop.gatewayId],
      ),
    );
    await tend();
    // Fewer than a hundred texts in an arm are too few to stop it by itself.
    expect((await arms(id)).map(({ stoppedAt }) => stoppedAt !== null)).toEqual([false, false, false]);
    await inShop((tx) =>
      tx.query(
        `insert into message (id, workspace_id, campaign_id, sender_id, number, purpose, kind, body, parts, status, queued_at, accepted_at)
         select m.id + 1000000 + n, m.workspace_id, m.campaign_id, m.sender_id, m.number, m.purpose, m.kind, 'x', 1, 'delivered', m.queued_at, m.accepted_at
         from (select distinct on (campaign_id) * from message where workspace_id = current_workspace() order by campaign_id, id) m, generate_series(1, 60) n`,
      ),
    );
    await tend();
    expect((await arms(id)).map(({ stoppedAt }) => stoppedAt !== null)).toEqual([false, false, true]);
    expect((await arms(id))[2]?.sentence).toMatch(/^Stopped by itself: 25 of \d+ people left/);
    clock.moveTo('2026-11-24T18:00:00Z');
    await tend();
    expect((await find(id)).verdict?.arms.map(({ place }) => place)).toEqual([0, 1]);
  });

  test('is stopped whole by its leader, and a part of it cannot be sent afterwards', async () => {
    const id = await root();
    await start(id);
    await stopCampaign(shop.ctx, shop.scope, id);
    expect((await arms(id)).map(({ status }) => status)).toEqual(['stopped', 'stopped']);
    clock.moveTo('2026-11-24T18:00:00Z');
    await tend();
    expect(await find(id)).toMatchObject({ state: 'stopped', restId: null });
    await inShop((tx) => tx.query(`update campaign set status = 'checked' where part is not null`));
    const orphan = launchCampaign(shop.ctx, shop.scope, (await arms(id))[0]?.armId ?? '', {});
    await expect(orphan).rejects.toMatchObject({ code: 'experiment.over' });
  });

  test('sends nothing while one arm has something against it, and goes on when that is mended', async () => {
    const id = await root(
      plan({ variants: [variant('rolls'), variant('cake', { body: 'Cake at bit.ly/cake' })] }),
    );
    await expect(start(id)).rejects.toMatchObject({ code: 'campaign.not_ready' });
    expect((await arms(id)).map(({ status }) => status)).toEqual(['checked', 'draft']);
    const cake = (await arms(id))[1]?.armId ?? '';
    await updateCampaign(shop.ctx, shop.scope, cake, { body: body('cake') });
    await start(id);
    expect((await arms(id)).map(({ status }) => status)).toEqual(['sending', 'sending']);
    expect((await find(id)).startedAt).toEqual(clock.now());
  });

  test('tries hours: each part at its own, and the winner at the hour that has won', async () => {
    const id = await root(plan({ variants: hours }));
    const { decidesAt } = await start(id);
    expect((await arms(id)).map(({ status }) => status)).toEqual(['scheduled', 'scheduled']);
    // The last is at three in New York, and an hour of waiting.
    expect(decidesAt).toEqual(new Date('2026-11-25T21:00:00Z'));
  });

  test('that is stopped before its hour is sent to nobody, and nor is an arm', async () => {
    const id = await root(plan({ variants: hours }));
    await start(id);
    const [ten, three] = await arms(id);
    // As the guard over opt-outs does with an arm, whether it has left yet or not.
    await stopCampaign(shop.ctx, shop.scope, ten?.armId ?? '');
    clock.moveTo('2026-11-25T21:00:00Z');
    await startDue(shop.ctx);
    expect((await arms(id)).map(({ status }) => status)).toEqual(['stopped', 'sending']);
    expect(await inShop((tx) => findSchedule(tx, ten?.armId ?? ''))).toMatchObject({ state: 'withdrawn' });
    expect(await receivers(ten?.armId ?? '')).toEqual([]);
    expect((await receivers(three?.armId ?? '')).length).toBeGreaterThan(20);
  });

  test('is refused for alike variants, more than everybody, and a campaign that is out', async () => {
    const id = await root();
    const define = (more: Partial<Plan>) => defineExperiment(shop.ctx, shop.scope, id, plan(more));
    const alike = define({ variants: [variant('a', { body: null }), variant('b', { body: null })] });
    await expect(alike).rejects.toMatchObject({ code: 'experiment.same_variant' });
    await expect(define({ testShare: 9_500 })).rejects.toMatchObject({ code: 'experiment.too_much' });
    await launchCampaign(shop.ctx, shop.scope, id, {});
    await expect(define({})).rejects.toMatchObject({ code: 'experiment.under_way' });
    await expect(start(id)).rejects.toMatchObject({ code: 'campaign.already_launched' });
  });
});

describe('a bandit', () => {
  const bandit = { rounds: 3, floor: 0.1 };

  test('gives more of each round to what does better, ends when one is clear, and sends the rest that', async () => {
    const id = await root(plan({ testShare: 9_000, leastEach: 10, bandit }));
    await start(id);
    const [rolls, cake] = await arms(id);
    const first = [rolls, cake].map((arm) => arm?.armId ?? '');
    expect(await arms(id)).toMatchObject([{ round: 0 }, { round: 0 }]);
    // Of shares and not of numbers: how many people a lot deals to each is another thing each time.
    for (const [at, share] of [0.11, 0.25].entries())
      await handOver(first[at] ?? '', Math.round((await receivers(first[at] ?? '')).length * share));
    clock.forward(59 * 60_000);
    await tend();
    expect(await arms(id)).toHaveLength(2);
    clock.forward(2 * 60_000);
    await tend();
    expect((await find(id)).state).toBe('running');
    const second = (await arms(id)).filter(({ round }) => round === 1);
    expect(second.map(({ place, status }) => [place, status])).toEqual([
      [0, 'sending'],
      [1, 'sending'],
    ]);
    const sizes = await Promise.all(second.map(async ({ armId }) => (await receivers(armId)).length));
    expect(sizes[1]).toBeGreaterThan((sizes[0] ?? 0) * 1.5);
    // Out is out: another look makes no other round before the wait is over.
    await tend();
    expect(await arms(id)).toHaveLength(4);
    await handOver(second[0]?.armId ?? '', 0);
    await handOver(second[1]?.armId ?? '', Math.floor((sizes[1] ?? 0) * 0.8));
    clock.forward(61 * 60_000);
    await tend();
    const ended = await find(id);
    expect([ended.state, ended.winner, ended.verdict?.isClear]).toEqual(['ended', 1, true]);
    const all = [...(await arms(id)).map(({ armId }) => armId), ended.restId ?? ''];
    const texted = (await Promise.all(all.map(receivers))).flat();
    expect(new Set(texted).size).toBe(texted.length);
    const { body: words, part } = await inShop((tx) => getCampaign(tx, ended.restId ?? ''));
    expect([words, part?.from, part?.to]).toEqual([body('cake'), 7_000, 10_000]);
  });

  test('that finds nobody better goes through all its rounds and says so', async () => {
    const id = await root(plan({ testShare: 9_000, leastEach: 10, fallback: 'best', bandit }));
    await start(id);
    for (let round = 0; round < 3; round += 1) {
      for (const arm of (await arms(id)).filter((one) => one.round === round)) await handOver(arm.armId, 3);
      clock.forward(61 * 60_000);
      await tend();
    }
    const ended = await find(id);
    expect([ended.state, ended.verdict?.isClear, ended.restId]).toEqual(['ended', false, null]);
    expect(await arms(id)).toHaveLength(6);
  });

  test('stops a variant in all its rounds when it drives people away, and gives it nothing any more', async () => {
    const id = await root(
      plan({
        variants: [variant('rolls'), variant('cake'), variant('tea')],
        ...{ testShare: 9_000, controlShare: 0, leastEach: 10, bandit: { rounds: 2, floor: 0.1 } },
      }),
    );
    await start(id);
    const [rolls, cake, tea] = await arms(id);
    await inShop((tx) =>
      tx.query('update campaign_arm set stopped_at = now() where campaign_id = $1 and place = 2', [id]),
    );
    for (const arm of [rolls, cake, tea]) await handOver(arm?.armId ?? '', 3);
    clock.forward(61 * 60_000);
    await tend();
    expect((await arms(id)).filter(({ round }) => round === 1).map(({ place }) => place)).toEqual([0, 1]);
  });

  test('goes past a round that has nobody for any variant, and past a choice of that very moment', async () => {
    const id = await root(plan({ testShare: 9_000, leastEach: 10, bandit }));
    await start(id);
    for (const { armId } of await arms(id)) await handOver(armId, 3);
    await inShop((tx) =>
      tx.query(
        `update consent set status = 'opted_out' where workspace_id = current_workspace() and contact_id in (
           select id from contact where workspace_id = current_workspace() and ${placeSql('$1', 'id')} between 4000 and 6999)`,
        [id],
      ),
    );
    clock.forward(61 * 60_000);
    await tend();
    expect(await find(id)).toMatchObject({ state: 'running', round: 1, sentence: null });
    expect(await arms(id)).toHaveLength(2);
    await inShop((tx) =>
      tx.query('update campaign_experiment set decides_at = null where campaign_id = $1', [id]),
    );
    await expect(chooseWinner(shop.ctx, shop.scope, id, 0)).rejects.toMatchObject({
      code: 'experiment.round_waits',
    });
    await tend();
    await tend();
    expect((await arms(id)).filter(({ round }) => round === 2).map(({ status }) => status)).toEqual([
      ...['sending', 'sending'],
    ]);
    await chooseWinner(shop.ctx, shop.scope, id, 0);
    // What stood against a round is said of one that still runs, and takes back no choice.
    await inShop((tx) => moveExperiment(tx, id, ['running'], 'running', 'No money is left.'));
    expect(await find(id)).toMatchObject({ state: 'deciding', sentence: null });
  });

  test('is refused where its floors are more than a round', async () => {
    await expect(root(plan({ bandit: { rounds: 3, floor: 0.6 } }))).rejects.toMatchObject({
      code: 'experiment.floor_too_high',
    });
  });
});

test('an effect is what those did for whom it was meant, beside those who were kept without it', async () => {
  const id = await root(plan({ testShare: 5_000, controlShare: 5_000 }));
  await start(id);
  for (const { armId } of await arms(id)) await handOver(armId, 0);
  const none = await inShop((tx) => readEffect(tx, id, 'order.placed', 7));
  expect([none.textedDid, none.keptDid]).toEqual([0, 0]);
  expect(none.texted + none.kept).toBe(people);
  expect(none.sentence).toMatch(/^Too few to say/);
  await inShop(async (tx) => {
    await tx.query(
      `insert into event_name (workspace_id, name, first_seen_at) values (current_workspace(), 'order.placed', now())`,
    );
    await tx.query(
      `insert into custom_event (workspace_id, name_id, contact_id, occurred_at, key, received_at)
       select current_workspace(), (select id from event_name where workspace_id = current_workspace()), contact_id, $1::timestamptz + interval '1 day', gen_random_uuid(), now()
       from (select contact_id from message where workspace_id = current_workspace() order by id limit 60) m`,
      [clock.now()],
    );
  });
  const some = await inShop((tx) => readEffect(tx, id, 'order.placed', 7));
  expect([some.textedDid, some.keptDid]).toEqual([60, 0]);
  expect(some.extra?.low ?? 0).toBeGreaterThan(0);
  expect(some.sentence).toMatch(/^60 people did it who would not have/);
});
