import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { experimenting, hours, plan } from '../../test/experimenting.ts';
import { openShop, type Shop } from '../../test/shop.ts';
import { getCampaign, pauseCampaign, placeSql, resumeCampaign } from '../campaigns/index.ts';
import { findSchedule, startDue } from '../planning/index.ts';
import { fixedClock } from '../platform/clock.ts';
import { chooseWinner } from './choose-winner.ts';
import { listArms } from './experiment.queries.ts';

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
const { inShop, root, start, tend, find, statusOf, arms, receivers, handOver } = experimenting(() => shop);

describe('an experiment that is paused', () => {
  test('sends nothing more when the wait is over, and waits anew once it is resumed', async () => {
    const id = await root(plan({ fallback: 'first' }));
    await start(id);
    await handOver((await arms(id))[0]?.armId ?? '', 2);
    await pauseCampaign(shop.ctx, shop.scope, id);
    expect([await statusOf(id), (await arms(id)).map(({ status }) => status)]).toEqual([
      ...['paused', ['finished', 'paused']],
    ]);
    clock.moveTo('2026-11-24T18:00:00Z');
    await tend();
    expect(await find(id)).toMatchObject({ state: 'running', restId: null });
    const alone = resumeCampaign(shop.ctx, shop.scope, (await arms(id))[1]?.armId ?? '');
    await expect(alone).rejects.toMatchObject({ code: 'experiment.paused' });
    await resumeCampaign(shop.ctx, shop.scope, id);
    expect([await statusOf(id), (await arms(id))[1]?.status]).toEqual(['testing', 'sending']);
    expect((await find(id)).decidesAt).toEqual(new Date('2026-11-24T19:00:00Z'));
    await tend();
    expect((await find(id)).state).toBe('running');
    clock.moveTo('2026-11-24T19:00:00Z');
    await tend();
    expect(await find(id)).toMatchObject({ state: 'ended', winner: 0 });
  });

  test('sends no rest that was chosen meanwhile, until it is resumed', async () => {
    const id = await root();
    await start(id);
    await pauseCampaign(shop.ctx, shop.scope, id);
    await chooseWinner(shop.ctx, shop.scope, id, 1);
    await tend();
    expect(await find(id)).toMatchObject({ state: 'deciding', restId: null });
    await resumeCampaign(shop.ctx, shop.scope, id);
    await tend();
    expect(await find(id)).toMatchObject({ state: 'ended', winner: 1 });
  });

  test('keeps the arms that wait for their hour: one whose hour passed goes at it on the next day, and is waited for', async () => {
    const id = await root(plan({ variants: hours, fallback: 'first' }));
    await start(id);
    clock.moveTo('2026-11-25T14:00:00Z');
    await pauseCampaign(shop.ctx, shop.scope, id);
    clock.moveTo('2026-11-25T18:00:00Z');
    await startDue(shop.ctx);
    expect((await arms(id)).map(({ status }) => status)).toEqual(['scheduled', 'scheduled']);
    await resumeCampaign(shop.ctx, shop.scope, id);
    await startDue(shop.ctx);
    const startOf = async (at: number) =>
      (await inShop(async (tx) => findSchedule(tx, (await listArms(tx, id))[at]?.armId ?? '')))?.startsAt;
    expect([await startOf(0), await startOf(1)]).toEqual([
      ...[new Date('2026-11-26T15:00:00Z'), new Date('2026-11-25T20:00:00Z')],
    ]);
    clock.moveTo('2026-11-25T21:00:00Z');
    await startDue(shop.ctx);
    await tend();
    expect(await find(id)).toMatchObject({ state: 'running', decidesAt: new Date('2026-11-26T16:00:00Z') });
    clock.moveTo('2026-11-26T15:00:00Z');
    await startDue(shop.ctx);
    expect((await arms(id)).map(({ status }) => status)).toEqual(['sending', 'sending']);
    clock.moveTo('2026-11-26T16:00:00Z');
    await tend();
    expect(await find(id)).toMatchObject({ decidedAt: new Date('2026-11-26T16:00:00Z') });
  });
});

describe('the rest', () => {
  async function waitingForApproval(): Promise<{ id: string; restId: string }> {
    const id = await root(plan({ fallback: 'first' }));
    await start(id);
    await inShop((tx) =>
      tx.query(
        'insert into approval_policy (workspace_id, needed, over_people, purposes, valid_hours) values (current_workspace(), 1, 200, null, 24)',
      ),
    );
    clock.moveTo('2026-11-24T18:00:00Z');
    await tend();
    const { state, sentence, restId } = await find(id);
    expect([state, sentence]).toEqual([
      'deciding',
      expect.stringContaining('the approval of one more person'),
    ]);
    return { id, restId: restId ?? '' };
  }
  const approve = (restId: string) =>
    inShop((tx) =>
      tx.query(
        `insert into campaign_approval (workspace_id, campaign_id, content_hash, people, verdict, account_id, given_at, expires_at)
         select workspace_id, id, content_hash, (estimate->>'people')::int, 'approved', gen_random_uuid(), $2::timestamptz, $2::timestamptz + interval '1 day'
         from campaign where id = $1`,
        [restId, clock.now()],
      ),
    );

  // It alone is no more than a third of the people above whom the policy asks.
  test('goes to whoever is left of those for whom it was approved, though some left meanwhile', async () => {
    const { id, restId } = await waitingForApproval();
    await approve(restId);
    const before = (await inShop((tx) => getCampaign(tx, restId))).estimate?.people ?? 0;
    await inShop((tx) =>
      tx.query(
        `update consent set status = 'opted_out' where workspace_id = current_workspace() and contact_id = (
           select max(id) from contact where workspace_id = current_workspace() and ${placeSql('$1', 'id')} >= 7000)`,
        [id],
      ),
    );
    await tend();
    expect(await find(id)).toMatchObject({ state: 'ended', sentence: null });
    expect(await receivers(restId)).toHaveLength(before - 1);
  });

  test('is checked again when it was changed under its check, and asks for an approval of what it is now', async () => {
    const { id, restId } = await waitingForApproval();
    await inShop((tx) => tx.query(`update campaign set content_hash = '\\x00' where id = $1`, [restId]));
    await approve(restId);
    await tend();
    expect(await find(id)).toMatchObject({
      state: 'deciding',
      sentence: expect.stringContaining('approval'),
    });
    await approve(restId);
    await tend();
    expect(await find(id)).toMatchObject({ state: 'ended' });
  });
});
