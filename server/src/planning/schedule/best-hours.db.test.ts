import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { addPerson, numberOf, openShop, type Shop } from '../../../test/shop.ts';
import { checkCampaign, createCampaign, learnHours, listHours } from '../../campaigns/index.ts';
import { fixedClock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { scheduleCampaign } from './schedule-campaign.ts';
import { startDue } from './start-due.ts';

// Tuesday noon in New York.
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

const inShop = <T>(work: (tx: Tx) => Promise<T>) => database.db.tx(shop.workspaceId, work);
const learn = () => inShop((tx) => learnHours(shop.ctx, tx));

/** People who live by these clocks; each once. */
const people = (zones: readonly string[]) =>
  inShop(async (tx) => {
    const ids: number[] = [];
    for (const [n, zone] of zones.entries()) {
      const id = await addPerson(tx, shop, { n, firstName: `P${n}` });
      await tx.query('update contact set time_zone = $2 where id = $1', [id, zone]);
      ids.push(id);
    }
    return ids;
  });

let replies = 0;
const reply = (contactId: number, at: string, intent = 'other') =>
  inShop((tx) =>
    tx.query(
      `insert into inbound_message (workspace_id, gateway_id, provider_id, contact_id, number, body, intent, received_at)
       values (current_workspace(), $1, $2, $3, $4, 'Oh lovely', $5, $6)`,
      [shop.gatewayId, `r${++replies}`, contactId, numberOf(1), intent, new Date(at)],
    ),
  );
const tap = (messageId: number | null, at: string, more: { judged?: boolean; robot?: string } = {}) =>
  inShop((tx) =>
    tx.query(
      `insert into click (workspace_id, link_id, message_id, at, method, robot_reason, judged_by)
       values (current_workspace(), gen_random_uuid(), $1, $2, 'GET', $3, $4)`,
      [messageId, new Date(at), more.robot ?? null, more.judged === false ? null : 1],
    ),
  );

describe('hours at which people answer', () => {
  test('are counted on their own clock, once an hour of a day, each reply once, and none of whoever leaves', async () => {
    const [one = 0, other = 0] = await people(['America/New_York', 'America/Los_Angeles']);
    for (const day of [20, 21, 22]) await reply(one, `2026-11-${day}T23:15:00Z`);
    await reply(one, '2026-11-22T23:40:00Z');
    await reply(other, '2026-11-22T23:40:00Z');
    await reply(other, '2026-11-22T23:41:00Z', 'stop');
    expect(await learn()).toBe(6);
    expect(await learn()).toBe(0);
    const found = await inShop((tx) => listHours(tx, [one, other]));
    const hoursOf = (id: number) => found.find(({ contactId }) => contactId === id)?.hours;
    // A quarter past eleven in London is six in the evening in New York, and three in Los Angeles.
    expect([hoursOf(one)?.[18], hoursOf(other)?.[15]]).toEqual([3, 1]);
    expect(hoursOf(one)?.reduce((sum, count) => sum + count)).toBe(3);
    await reply(one, '2026-11-23T23:15:00Z');
    await learn();
    const [after] = await inShop((tx) => listHours(tx, [one]));
    expect([after?.hours[18], after?.bestHour]).toEqual([4, 18]);
  });

  test('wait for a click until it is known whose it was, and pass nothing over meanwhile', async () => {
    await tap(null, '2026-11-23T23:15:00Z', { robot: 'head' });
    await tap(null, '2026-11-23T23:16:00Z', { judged: false });
    await tap(null, '2026-11-23T23:17:00Z');
    expect(await learn()).toBe(1);
    expect(await learn()).toBe(0);
    await inShop((tx) =>
      tx.query('update click set judged_by = 1 where workspace_id = current_workspace()', []),
    );
    expect(await learn()).toBe(2);
  });
});

describe('a campaign at the best hour of each person', () => {
  const schedule = async (best: { from: number; to: number; otherwise: number }) => {
    const { id } = await createCampaign(shop.ctx, shop.scope, {
      ...{ name: 'Spring', programId: shop.programId, senderId: shop.senderId },
      body: 'Harbor Coffee: hello {{ first_name | default: "there" }}. Reply STOP to opt out',
      include: { lists: [shop.listId], tags: [] },
      exclude: { lists: [], tags: [] },
    });
    await checkCampaign(shop.ctx, shop.scope, id);
    const made = await scheduleCampaign(shop.ctx, shop.scope, id, {
      best: { day: '2026-11-25', past: 'next_day', ...best },
      ...{ recallMinutes: 0, spread: null, confirmCount: undefined, mostPeople: undefined },
    });
    return { id, made };
  };
  const chunksOf = async (id: string) => {
    const { rows } = await inShop((tx) =>
      tx.query<{ at: string; people: number[] }>(
        `select to_char(not_before at time zone 'utc', 'DD HH24:MI') as at, array_remove(recipients, 0) as people
         from send_chunk where workspace_id = current_workspace() and run_id = $1 order by not_before`,
        [id],
      ),
    );
    return rows.map(({ at, people: ids }) => `${at} ${ids.map(Number).join(' ')}`);
  };

  test('goes to each at theirs, to whom nobody knows one at everybody’s, and to night owls at the end of the day', async () => {
    const zone = 'America/New_York';
    const [early = 0, owl = 0, new1 = 0, west = 0] = await people([zone, zone, zone, 'America/Los_Angeles']);
    // Ten in the morning of whoever answers mostly; three in the morning of the owl.
    for (const day of ['18', '19', '20', '21', '22', '23']) {
      await reply(early, `2026-11-${day}T15:05:00Z`);
      await reply(owl, `2026-11-${day}T08:05:00Z`);
      await reply(west, `2026-11-${day}T18:05:00Z`);
    }
    await learn();
    const { id, made } = await schedule({ from: 9, to: 20, otherwise: 12 });
    expect(made.told.zones?.map((one) => `${one.zone} ${one.hour} ${one.people}`).sort()).toEqual([
      'America/Los_Angeles 10 1',
      'America/New_York 10 2',
      'America/New_York 9 1',
    ]);
    expect(made.startsAt).toEqual(new Date('2026-11-25T14:00:00Z'));
    clock.moveTo('2026-11-25T14:00:00Z');
    await startDue(shop.ctx);
    expect(await chunksOf(id)).toEqual([
      `25 14:00 ${owl}`,
      `25 15:00 ${[early, new1].join(' ')}`,
      `25 18:00 ${west}`,
    ]);
  });

  test('goes at the hour that was named while nobody has ever answered', async () => {
    await people(['America/New_York', 'America/Chicago']);
    const { made } = await schedule({ from: 9, to: 20, otherwise: 13 });
    expect(made.told.zones?.map(({ at }) => at).sort()).toEqual([
      '2026-11-25T18:00:00.000Z',
      '2026-11-25T19:00:00.000Z',
    ]);
  });

  test('is refused where its day begins after it ends', async () => {
    await people(['America/New_York']);
    await expect(schedule({ from: 20, to: 9, otherwise: 12 })).rejects.toMatchObject({
      code: 'schedule.bad_range',
    });
  });
});
