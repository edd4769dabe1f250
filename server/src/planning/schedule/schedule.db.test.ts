import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { addPerson, openShop, type Shop } from '../../../test/shop.ts';
import {
  checkCampaign,
  cloneCampaign,
  createCampaign,
  getCampaign,
  launchCampaign,
  pauseCampaign,
  stopCampaign,
  updateCampaign,
} from '../../campaigns/index.ts';
import { fixedClock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { ensureInstallation, startHold } from '../../platform/installation.queries.ts';
import type { Confirmed } from './arm-campaign.ts';
import type { ScheduleWish } from './decide-start.ts';
import { endPilots } from './end-pilots.ts';
import { goOn } from './go-on.ts';
import { previewSchedule } from './preview-schedule.ts';
import { getSchedule, scheduleCampaign, unscheduleCampaign } from './schedule-campaign.ts';
import { startDue, startScheduled } from './start-due.ts';

// Tuesday noon in New York.
const clock = fixedClock('2026-11-24T17:00:00Z');
let database: TestDatabase;
let shop: Shop;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  clock.moveTo('2026-11-24T17:00:00Z');
  shop = await openShop(database.db, clock);
});

const inShop = <T>(work: (tx: Tx) => Promise<T>) => database.db.tx(shop.workspaceId, work);
const statusOf = async (id: string) => (await inShop((tx) => getCampaign(tx, id))).status;
const schedule = (id: string, wish: Partial<ScheduleWish & Confirmed> = {}) =>
  scheduleCampaign(shop.ctx, shop.scope, id, {
    ...{ recallMinutes: 0, spread: null, confirmCount: undefined, mostPeople: undefined },
    ...wish,
  });
const find = (id: string) => getSchedule(shop.ctx, shop.scope, id);

type Chunk = { at: string; people: number; reason: string | null };
const chunksOf = async (id: string) => {
  const { rows } = await inShop((tx) =>
    tx.query<Chunk>(
      `select to_char(not_before at time zone 'utc', 'MM-DD HH24:MI') as at, sum(cardinality(recipients))::int as people, min(held_reason) as reason
       from send_chunk where workspace_id = current_workspace() and run_id = $1 group by 1 order by 1`,
      [id],
    ),
  );
  return rows.map(({ at, people }) => `${at} ${people}`);
};

async function checked(people = 3, zones: readonly string[] = []): Promise<string> {
  await inShop(async (tx) => {
    for (let n = 0; n < people; n += 1) {
      const contact = await addPerson(tx, shop, { n, firstName: `P${n}` });
      const zone = zones[n % Math.max(1, zones.length)];
      if (zone) await tx.query('update contact set time_zone = $2 where id = $1', [contact, zone]);
    }
  });
  const { id } = await createCampaign(shop.ctx, shop.scope, {
    ...{ name: 'Spring', programId: shop.programId, senderId: shop.senderId },
    body: 'Harbor Coffee: hello {{ first_name | default: "there" }}. Reply STOP to opt out',
    include: { lists: [shop.listId], tags: [] },
    exclude: { lists: [], tags: [] },
  });
  await checkCampaign(shop.ctx, shop.scope, id);
  return id;
}

async function copyOf(id: string): Promise<string> {
  const { id: copy } = await cloneCampaign(shop.ctx, shop.scope, id, {});
  await checkCampaign(shop.ctx, shop.scope, copy);
  return copy;
}

describe('a schedule that is looked at beforehand', () => {
  const preview = (id: string, wish: Partial<ScheduleWish> = {}) =>
    previewSchedule(shop.ctx, shop.scope, id, { recallMinutes: 0, spread: null, ...wish });
  const local = { text: '2026-11-25T10:00', past: 'next_day' } as const;

  test('says zone by zone when everybody would get it, and keeps nothing', async () => {
    const id = await checked(3, ['America/New_York', 'America/Denver', 'America/Denver']);
    const { people, startsAt, told } = await preview(id, { local });
    expect([people, startsAt.toISOString()]).toEqual([3, '2026-11-25T15:00:00.000Z']);
    expect(told.zones).toEqual([
      expect.objectContaining({ zone: 'America/Denver', people: 2, at: '2026-11-25T17:00:00.000Z' }),
      expect.objectContaining({ zone: 'America/New_York', people: 1, at: '2026-11-25T15:00:00.000Z' }),
    ]);
    expect(await statusOf(id)).toBe('checked');
    // What is scheduled is what was shown.
    expect((await schedule(id, { local })).told.zones).toEqual(told.zones);
  });

  test('is refused with the sentence that the schedule would be refused with', async () => {
    const id = await checked();
    await expect(preview(id, { at: new Date('2026-11-24T15:00:00Z') })).rejects.toThrow('That hour is over');
  });
});

describe('a campaign that is scheduled for an instant', () => {
  test('waits for it, texts nobody before, and starts at it', async () => {
    const id = await checked();
    await schedule(id, { at: new Date('2026-11-25T15:00:00Z'), confirmCount: 3 });
    await startDue(shop.ctx);
    expect([await statusOf(id), await chunksOf(id)]).toEqual(['scheduled', []]);
    clock.moveTo('2026-11-25T15:00:00Z');
    await startDue(shop.ctx);
    await startDue(shop.ctx);
    expect([await statusOf(id), (await find(id)).state]).toEqual(['sending', 'started']);
    expect(await chunksOf(id)).toEqual(['11-25 15:00 3']);
  });

  test('can be taken back before its first text, and is a checked one then', async () => {
    const id = await checked();
    await schedule(id, { recallMinutes: 10 });
    expect((await find(id)).startsAt).toEqual(new Date('2026-11-24T17:10:00Z'));
    await unscheduleCampaign(shop.ctx, shop.scope, id);
    clock.moveTo('2026-11-24T17:10:00Z');
    await startDue(shop.ctx);
    expect([await statusOf(id), await chunksOf(id)]).toEqual(['checked', []]);
  });

  test('is out of its schedule with any edit, and its version has moved on', async () => {
    const id = await checked();
    await schedule(id, { recallMinutes: 10 });
    const edited = await updateCampaign(shop.ctx, shop.scope, id, { name: 'Summer' });
    expect([edited.status, edited.version]).toEqual(['draft', 2]);
    await checkCampaign(shop.ctx, shop.scope, id);
    clock.moveTo('2026-11-24T17:10:00Z');
    await startDue(shop.ctx);
    expect([await statusOf(id), (await find(id)).state]).toEqual(['checked', 'withdrawn']);
  });

  test('may be checked anew without leaving its schedule, and be launched by hand before its hour', async () => {
    const id = await checked();
    await schedule(id, { recallMinutes: 600 });
    await checkCampaign(shop.ctx, shop.scope, id);
    expect(await statusOf(id)).toBe('scheduled');
    await launchCampaign(shop.ctx, shop.scope, id, { confirmCount: 3 });
    clock.moveTo('2026-11-25T04:00:00Z');
    await startDue(shop.ctx);
    expect([(await find(id)).state, await chunksOf(id)]).toEqual(['started', ['11-24 17:00 3']]);
  });

  test('does not start with more people than somebody has agreed to, and says how many', async () => {
    const id = await checked();
    await schedule(id, { recallMinutes: 10, mostPeople: 3 });
    await inShop((tx) => addPerson(tx, shop, { n: 50 }));
    clock.moveTo('2026-11-24T17:10:00Z');
    await startDue(shop.ctx);
    expect(await find(id)).toMatchObject({
      state: 'failed',
      sentence: expect.stringContaining('4 people would receive it now, and its schedule allows 3'),
    });
    expect([await statusOf(id), await chunksOf(id)]).toEqual(['checked', []]);
  });

  test('that nobody has approved does not start with more people than need an approval, whatever its schedule allows', async () => {
    const id = await checked();
    await inShop((tx) =>
      tx.query(
        'insert into approval_policy (workspace_id, needed, over_people, purposes, valid_hours) values (current_workspace(), 1, 3, null, 24)',
      ),
    );
    await schedule(id, { recallMinutes: 10, mostPeople: 1_000 });
    await inShop((tx) => addPerson(tx, shop, { n: 50 }));
    clock.moveTo('2026-11-24T17:10:00Z');
    await startDue(shop.ctx);
    expect(await find(id)).toMatchObject({
      state: 'failed',
      sentence: expect.stringContaining('It needs the approval of one more person'),
    });
    expect([await statusOf(id), await chunksOf(id)]).toEqual(['checked', []]);
  });

  test('that was found due and then moved goes at its new hour, and not by what was read before', async () => {
    const id = await checked();
    await schedule(id, { recallMinutes: 10 });
    clock.moveTo('2026-11-24T17:10:00Z');
    await schedule(id, { at: new Date('2026-11-25T17:00:00Z') });
    await startScheduled(shop.ctx, shop.workspaceId, id);
    expect([await statusOf(id), await chunksOf(id)]).toEqual(['scheduled', []]);
    expect(await find(id)).toMatchObject({ state: 'armed', startsAt: new Date('2026-11-25T17:00:00Z') });
  });

  test('starts with a few more or less without asking', async () => {
    const id = await checked();
    await schedule(id, { recallMinutes: 10 });
    await inShop((tx) => addPerson(tx, shop, { n: 50 }));
    clock.moveTo('2026-11-24T17:10:00Z');
    await startDue(shop.ctx);
    expect(await chunksOf(id)).toEqual(['11-24 17:10 4']);
  });

  test('is missed rather than sent in the evening when nothing worked at its hour', async () => {
    const id = await checked();
    await schedule(id, { at: new Date('2026-11-24T18:00:00Z') });
    clock.moveTo('2026-11-24T23:00:00Z');
    await startDue(shop.ctx);
    expect([(await find(id)).state, await statusOf(id)]).toEqual(['missed', 'checked']);
  });

  test('is refused for an hour that is over, one too far away, two hours at once, and while it is a draft', async () => {
    const id = await checked();
    const past = schedule(id, { at: new Date('2026-11-24T16:00:00Z') });
    await expect(past).rejects.toMatchObject({ code: 'schedule.past' });
    const far = schedule(id, { at: new Date('2029-11-24T16:00:00Z') });
    await expect(far).rejects.toMatchObject({ code: 'schedule.too_far' });
    const both = schedule(id, {
      at: new Date('2026-11-24T18:00:00Z'),
      local: { text: '2026-11-25T10:00', past: 'now' },
    });
    await expect(both).rejects.toMatchObject({ code: 'schedule.two_hours' });
    const wrong = schedule(id, { wall: { text: '2026-02-30T10:00', zone: null } });
    await expect(wrong).rejects.toMatchObject({ code: 'schedule.bad_hour' });
    await expect(schedule(id, { confirmCount: 7 })).rejects.toMatchObject({ code: 'campaign.count_changed' });
    await expect(schedule(id, { confirmVersion: 9 })).rejects.toMatchObject({
      code: 'campaign.changed_since_seen',
    });
    await updateCampaign(shop.ctx, shop.scope, id, { name: 'Summer' });
    await expect(schedule(id)).rejects.toMatchObject({ code: 'campaign.not_checked' });
  });
});

describe('at the hour of each person', () => {
  const zones = ['America/New_York', 'America/Chicago', 'America/Los_Angeles'];

  test('everybody gets it when their own clock shows it', async () => {
    const id = await checked(9, zones);
    const { startsAt, told } = await schedule(id, { local: { text: '2026-11-25T10:00', past: 'skip' } });
    expect(startsAt).toEqual(new Date('2026-11-25T15:00:00Z'));
    expect(told.zones?.map(({ zone, people }) => `${zone} ${people}`)).toEqual(
      zones.toSorted().map((zone) => `${zone} 3`),
    );
    clock.moveTo('2026-11-25T15:00:00Z');
    await startDue(shop.ctx);
    expect(await chunksOf(id)).toEqual(['11-25 15:00 3', '11-25 16:00 3', '11-25 18:00 3']);
  });

  test('whose hour it was when somebody looked some seconds later goes then, and not a day later', async () => {
    const id = await checked(9, zones);
    await schedule(id, { local: { text: '2026-11-25T10:00', past: 'next_day' } });
    clock.moveTo('2026-11-25T15:00:41Z');
    await startDue(shop.ctx);
    expect(await chunksOf(id)).toEqual(['11-25 15:00 3', '11-25 16:00 3', '11-25 18:00 3']);
  });

  test('those whose hour is over go now, on the next day, or are left out by name', async () => {
    // Noon in New York, eleven in Chicago, nine in Los Angeles.
    const wish = (past: 'now' | 'next_day' | 'skip') => ({ local: { text: '2026-11-24T11:30', past } });
    const id = await checked(3, zones);
    await schedule(id, wish('now'));
    expect(await chunksOf(id)).toEqual(['11-24 17:00 1', '11-24 17:30 1', '11-24 19:30 1']);
    const other = await copyOf(id);
    await schedule(other, wish('next_day'));
    clock.moveTo('2026-11-24T17:30:00Z');
    await startDue(shop.ctx);
    expect(await chunksOf(other)).toEqual(['11-24 17:30 1', '11-24 19:30 1', '11-25 16:30 1']);
    clock.moveTo('2026-11-24T17:10:00Z');
    const third = await copyOf(id);
    await schedule(third, wish('skip'));
    clock.moveTo('2026-11-24T17:30:00Z');
    await startDue(shop.ctx);
    expect(await chunksOf(third)).toEqual(['11-24 17:30 1', '11-24 19:30 1']);
    const { audience } = await inShop((tx) => getCampaign(tx, third));
    expect(
      audience?.waterfall.filter(({ line }) => line === 'hour_past' || line === 'will_receive'),
    ).toMatchObject([
      { line: 'hour_past', count: 1 },
      { line: 'will_receive', count: 2 },
    ]);
  });

  test('nobody is told an hour that passes while it can still be taken back', async () => {
    const id = await checked(2, zones.slice(0, 2));
    const local = { text: '2026-11-24T12:30', past: 'skip' } as const;
    const { startsAt, told } = await schedule(id, { local, recallMinutes: 60 });
    expect(startsAt).toEqual(new Date('2026-11-24T18:30:00Z'));
    expect(told.zones?.map(({ zone, at }) => [zone, at])).toEqual([
      ['America/Chicago', '2026-11-24T18:30:00.000Z'],
      ['America/New_York', null],
    ]);
    const over = schedule(id, { local: { text: '2026-11-24T11:30', past: 'skip' }, recallMinutes: 60 });
    await expect(over).rejects.toThrow('over for everybody once it can no longer be taken back');
  });

  test('an hour that the night leaves out goes at the first moment after, and it is said', async () => {
    const id = await checked(1, ['America/New_York']);
    const { startsAt, told } = await schedule(id, { local: { text: '2027-03-14T02:30', past: 'skip' } });
    expect(startsAt).toEqual(new Date('2027-03-14T07:00:00Z'));
    expect(told.sentences).toEqual([
      expect.stringContaining('02:30 does not exist on 2027-03-14 in New York'),
    ]);
  });
});

describe('spread', () => {
  test('over minutes, paced by the hour, and as a drip by the day: everybody once, in slots', async () => {
    const id = await checked(10);
    await schedule(id, { spread: { kind: 'over', minutes: 5 } });
    expect(await chunksOf(id)).toEqual([0, 1, 2, 3, 4].map((minute) => `11-24 17:0${minute} 2`));
  });

  test('paced: no more of them in an hour than was said', async () => {
    const id = await checked(10);
    await schedule(id, { spread: { kind: 'pace', people: 4, everyMinutes: 60 } });
    expect(await chunksOf(id)).toHaveLength(10);
    expect((await chunksOf(id)).slice(0, 4)).toEqual([
      '11-24 17:00 1',
      '11-24 17:15 1',
      '11-24 17:30 1',
      '11-24 17:45 1',
    ]);
  });

  test('as a drip: so many a day, at the same hour', async () => {
    const id = await checked(10);
    const { told } = await schedule(id, { spread: { kind: 'daily', people: 4 } });
    expect(told.lastAt).toBe('2026-11-26T17:00:00.000Z');
    expect(await chunksOf(id)).toEqual(['11-24 17:00 4', '11-25 17:00 4', '11-26 17:00 2']);
    await stopCampaign(shop.ctx, shop.scope, id);
    const { rows } = await inShop((tx) =>
      tx.query(`select from send_chunk where run_id = $1 and state <> 'stopped'`, [id]),
    );
    expect(rows).toHaveLength(0);
  });
});

describe('a pilot', () => {
  test('goes to so many, and to the others when somebody lets them go on', async () => {
    const id = await checked(10);
    const { told } = await schedule(id, { spread: { kind: 'first', people: 3, minutes: null } });
    expect([told.lastAt, told.sentences]).toEqual([
      ...['2026-11-24T17:00:00.000Z', [expect.stringContaining('wait until somebody lets them go on')]],
    ]);
    expect(await chunksOf(id)).toEqual(['03-24 17:00 7', '11-24 17:00 3']);
    clock.moveTo('2026-11-24T19:00:00Z');
    await pauseCampaign(shop.ctx, shop.scope, id);
    expect((await goOn(shop.ctx, shop.scope, id)).status).toBe('sending');
    expect(await chunksOf(id)).toEqual(['11-24 17:00 3', '11-24 19:00 7']);
    await expect(goOn(shop.ctx, shop.scope, id)).rejects.toMatchObject({ code: 'campaign.nobody_waits' });
    await stopCampaign(shop.ctx, shop.scope, id);
    await expect(goOn(shop.ctx, shop.scope, id)).rejects.toMatchObject({ code: 'campaign.not_sending' });
  });

  test('that nobody lets go on ends after sixty days, and its others never get it', async () => {
    const forgotten = await checked(10);
    const gone = await copyOf(forgotten);
    for (const id of [forgotten, gone])
      await schedule(id, { spread: { kind: 'first', people: 3, minutes: null } });
    await goOn(shop.ctx, shop.scope, gone);
    clock.moveTo('2027-01-23T16:59:00Z');
    await endPilots(shop.ctx);
    expect(await statusOf(forgotten)).toBe('sending');
    clock.moveTo('2027-01-23T17:00:00Z');
    await endPilots(shop.ctx);
    expect([await statusOf(forgotten), await statusOf(gone)]).toEqual(['stopped', 'sending']);
  });

  test('that is a canary goes on by itself after its minutes', async () => {
    const id = await checked(10);
    await schedule(id, { spread: { kind: 'first', people: 3, minutes: 60 } });
    const share = await copyOf(id);
    await schedule(share, { spread: { kind: 'share', percent: 31, minutes: 60 } });
    for (const one of [id, share]) expect(await chunksOf(one)).toEqual(['11-24 17:00 3', '11-24 18:00 7']);
  });
});

// The last one: the hold stays.
test('what is due while the installation is on hold is missed: it may have been sent before a restore', async () => {
  const id = await checked();
  await schedule(id, { at: new Date('2026-11-24T18:00:00Z') });
  await database.db.system(async (tx) => {
    await ensureInstallation(tx, 'test');
    await startHold(tx, { reason: 'restored', detail: 'A test' }, null);
  });
  clock.moveTo('2026-11-24T18:00:00Z');
  await startDue(shop.ctx);
  expect([(await find(id)).state, await statusOf(id), await chunksOf(id)]).toEqual(['missed', 'checked', []]);
});
