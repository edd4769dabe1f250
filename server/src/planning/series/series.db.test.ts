import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { addPerson, openShop, type Shop } from '../../../test/shop.ts';
import {
  checkCampaign,
  createCampaign,
  getCampaign,
  noMediaKnown,
  updateCampaign,
} from '../../campaigns/index.ts';
import { fixedClock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { readCalendar } from '../calendar/calendar.ts';
import { startDue } from '../schedule/start-due.ts';
import { makeSeries, type SeriesWish, stopSeries } from './make-series.ts';
import { findSeries, listOccurrences } from './series.queries.ts';
import { dayText } from './series.ts';
import { tendSeries } from './tend-series.ts';

const clock = fixedClock('2026-10-22T12:00:00Z');
let database: TestDatabase;
let shop: Shop;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  clock.moveTo('2026-10-22T12:00:00Z');
  shop = await openShop(database.db, clock);
});

const inShop = <T>(work: (tx: Tx) => Promise<T>) => database.db.tx(shop.workspaceId, work);
const tend = () => tendSeries(shop.ctx, noMediaKnown);
const dayOf = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;

async function model(n = 1): Promise<string> {
  await inShop((tx) => addPerson(tx, shop, { n }));
  const { id } = await createCampaign(shop.ctx, shop.scope, {
    ...{ name: 'Weekly offer', programId: shop.programId, senderId: shop.senderId },
    body: 'Harbor Coffee: rolls from 7. Reply STOP to opt out',
    include: { lists: [shop.listId], tags: [] },
    exclude: { lists: [], tags: [] },
  });
  await checkCampaign(shop.ctx, shop.scope, id);
  return id;
}

const repeat = (id: string, wish: Partial<SeriesWish> = {}) =>
  makeSeries(shop.ctx, shop.scope, id, {
    ...{ rule: 'FREQ=WEEKLY;BYDAY=TH', fromDay: dayOf('2026-10-22'), minute: 600, zone: 'America/New_York' },
    ...{ past: 'next_day', spread: null, mostPeople: undefined },
    ...wish,
  });
const made = async (id: string) =>
  (await inShop((tx) => listOccurrences(tx, id, 20)))
    .map(({ day, state }) => `${dayText(day)} ${state}`)
    .reverse();

/** Goes through the days as the jobs do. */
async function live(until: string): Promise<void> {
  for (let ms = clock.now().getTime(); ms <= Date.parse(until); ms += 3_600_000) {
    clock.moveTo(new Date(ms).toISOString());
    await tend();
    await startDue(shop.ctx);
  }
}

test('each time is a campaign of its own at the same hour on the wall, through the night the clocks are put back', async () => {
  const id = await model();
  const { id: seriesId } = await repeat(id);
  await live('2026-11-06T00:00:00Z');
  expect(await made(seriesId)).toEqual([
    '2026-10-22 scheduled',
    '2026-10-29 scheduled',
    '2026-11-05 scheduled',
  ]);
  const { rows } = await inShop((tx) =>
    tx.query<{ name: string; launched_at: Date; status: string }>(
      `select name, launched_at, status from campaign where workspace_id = current_workspace() and id <> $1 order by launched_at`,
      [id],
    ),
  );
  expect(
    rows.map((row) => `${row.name} ${row.launched_at.toISOString().slice(0, 16)} ${row.status}`),
  ).toEqual([
    'Weekly offer · 2026-10-22 2026-10-22T14:00 sending',
    'Weekly offer · 2026-10-29 2026-10-29T14:00 sending',
    // Ten in the morning is an hour later by the clock of the world from November on.
    'Weekly offer · 2026-11-05 2026-11-05T15:00 sending',
  ]);
  expect((await inShop((tx) => getCampaign(tx, id))).status).toBe('checked');
});

test('a time whose hour was missed has failed, and says why', async () => {
  const { id } = await repeat(await model());
  await tend();
  clock.moveTo('2026-10-22T20:00:00Z');
  await startDue(shop.ctx);
  expect(await made(id)).toEqual(['2026-10-22 failed']);
  const [missed] = await inShop((tx) => listOccurrences(tx, id, 20));
  expect(missed?.sentence).toContain('too late to send it unasked');
});

test('an hour that one night leaves out is sent all the same, at the first moment after', async () => {
  clock.moveTo('2027-03-13T12:00:00Z');
  const id = await model();
  const { id: seriesId } = await repeat(id, {
    rule: 'FREQ=DAILY;COUNT=2',
    fromDay: dayOf('2027-03-14'),
    minute: 150,
  });
  await live('2027-03-15T12:00:00Z');
  const { rows } = await inShop((tx) =>
    tx.query<{ at: Date }>(
      'select starts_at as at from campaign_schedule where workspace_id = current_workspace() order by 1',
    ),
  );
  expect(rows.map(({ at }) => at.toISOString().slice(0, 16))).toEqual([
    '2027-03-14T07:00',
    '2027-03-15T06:30',
  ]);
  await tend();
  expect((await inShop((tx) => findSeries(tx, seriesId)))?.state).toBe('ended');
});

test('nothing is made of a campaign that was changed and is not checked, and it is made again once it is', async () => {
  const id = await model();
  const { id: seriesId } = await repeat(id);
  await updateCampaign(shop.ctx, shop.scope, id, {
    body: 'Harbor Coffee: cake from 8. Reply STOP to opt out',
  });
  await tend();
  expect(await made(seriesId)).toEqual([]);
  expect((await inShop((tx) => findSeries(tx, seriesId)))?.sentence).toContain('not checked');
  await checkCampaign(shop.ctx, shop.scope, id);
  await tend();
  expect(await made(seriesId)).toEqual(['2026-10-22 scheduled']);
});

test('a time that cannot go says why and keeps no later one from it; a series that was stopped makes no more', async () => {
  const id = await model();
  const { id: seriesId } = await repeat(id, { rule: 'FREQ=DAILY' });
  await inShop((tx) =>
    tx.query(`update consent set status = 'opted_out' where workspace_id = current_workspace()`),
  );
  await tend();
  expect(await made(seriesId)).toEqual(['2026-10-22 failed']);
  await inShop((tx) =>
    tx.query(`update consent set status = 'opted_in' where workspace_id = current_workspace()`),
  );
  await live('2026-10-22T16:00:00Z');
  expect(await made(seriesId)).toEqual(['2026-10-22 failed', '2026-10-23 scheduled']);
  await stopSeries(shop.ctx, shop.scope, seriesId);
  await live('2026-10-24T16:00:00Z');
  expect(await made(seriesId)).toHaveLength(2);
});

test('a series that nobody can make anything of says why, and keeps no other from its time', async () => {
  const id = await model();
  await inShop((tx) =>
    tx.query(`update campaign set include = jsonb_set(include, '{tags}', '["gone"]') where id = $1`, [id]),
  );
  const { id: broken } = await repeat(id);
  const other = await model(2);
  const { id: whole } = await repeat(other);
  await tend();
  expect([await made(broken), await made(whole)]).toEqual([[], ['2026-10-22 scheduled']]);
  expect(await inShop((tx) => findSeries(tx, broken))).toMatchObject({
    state: 'on',
    sentence: expect.stringMatching(/^Its next time could not be made: .*gone/),
  });
});

test('a series that is stopped while its next time is made stays stopped', async () => {
  const id = await model();
  const { id: seriesId } = await repeat(id);
  // Stopped by the first thing that is done after it was found on: a shop of many is looked at for minutes.
  const { ctx } = shop;
  const db = {
    ...ctx.db,
    tx: async <T>(workspaceId: string, work: (tx: Tx) => Promise<T>) => {
      const done = await ctx.db.tx(workspaceId, work);
      if (Array.isArray((done as { all?: unknown }).all)) await stopSeries(ctx, shop.scope, seriesId);
      return done;
    },
  } as typeof ctx.db;
  await tendSeries({ ...ctx, db }, noMediaKnown);
  expect(await made(seriesId)).toEqual([]);
  expect(await inShop((tx) => findSeries(tx, seriesId))).toMatchObject({
    state: 'off',
    sentence: 'Somebody has stopped it.',
  });
});

test('is refused for a draft, a rule without a day, and is in the calendar with what it meets', async () => {
  const id = await model();
  const over = repeat(id, { rule: 'FREQ=DAILY;UNTIL=20261021' });
  await expect(over).rejects.toMatchObject({ code: 'series.no_day' });
  await repeat(id, { rule: 'FREQ=WEEKLY;COUNT=3' });
  const { entries, clashes } = await inShop((tx) =>
    readCalendar(tx, clock.now(), clock.now(), new Date('2026-11-30T00:00:00Z')),
  );
  expect(entries.map(({ kind, startsAt }) => `${kind} ${startsAt.toISOString().slice(0, 10)}`)).toEqual([
    'coming 2026-10-22',
    'coming 2026-10-29',
    'coming 2026-11-05',
  ]);
  expect(clashes).toEqual([]);
  await repeat(id, { rule: 'FREQ=WEEKLY;COUNT=1', minute: 610 });
  const again = await inShop((tx) =>
    readCalendar(tx, clock.now(), clock.now(), new Date('2026-11-30T00:00:00Z')),
  );
  expect(again.clashes.map(({ why }) => why).sort()).toEqual(['same_people', 'same_sender']);
  await updateCampaign(shop.ctx, shop.scope, id, { name: 'Other' });
  await expect(repeat(id)).rejects.toMatchObject({ code: 'series.not_checked' });
});
