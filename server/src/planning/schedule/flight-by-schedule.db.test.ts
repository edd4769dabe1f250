import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../../test/app.ts';
import { testContext } from '../../../test/context.ts';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { addPerson, openShop, type Shop } from '../../../test/shop.ts';
import { simulationJobs } from '../../campaigns/index.ts';
import { fixedClock } from '../../platform/clock.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import { findArmedPlan } from './armed-plan.ts';
import { startDue } from './start-due.ts';

// Tuesday noon in New York.
const noon = '2026-11-24T17:00:00Z';
const clock = fixedClock(noon);
let database: TestDatabase;
let app: TestApp;
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database, {}, testContext(database.db, clock));
});
afterAll(async () => {
  await app.close();
  await database.drop();
});
beforeEach(() => clock.moveTo(noon));

type Told = {
  readonly at: string;
  readonly waterfall: readonly object[];
  readonly departures: readonly object[];
  readonly hours: readonly object[];
  readonly finish: { readonly at: string; readonly hours: readonly { from: string; people: number }[] };
  readonly schedule: { readonly zones: readonly object[]; readonly sentences: readonly string[] };
  readonly texts: object;
};

/** A campaign to people of these zones, scheduled so; all of it through the API. */
async function scheduled(wish: object, zones: readonly string[]) {
  const shop = await openShop(database.db, clock);
  const ask = await app.signedIn(shop.workspaceId, 'owner');
  await database.db.tx(shop.workspaceId, async (tx) => {
    for (const [n, zone] of zones.entries()) {
      const contact = await addPerson(tx, shop, { n, firstName: `P${n}` });
      await tx.query(`update contact set time_zone = $2, time_zone_source = 'own' where id = $1`, [
        contact,
        zone,
      ]);
    }
  });
  const payload = {
    ...{ name: 'Spring', body: 'Harbor Coffee: hello {{ first_name }}. Reply STOP to opt out' },
    ...{ program_id: publicId('prg', shop.programId), sender_id: publicId('snd', shop.senderId) },
    include: { lists: [publicId('lst', shop.listId)] },
  };
  const { id } = (await ask({ method: 'POST', url: '/v1/campaigns', payload })).json();
  await ask({ method: 'POST', url: `/v1/campaigns/${id}/check`, payload: {} });
  const put = await ask({ method: 'PUT', url: `/v1/campaigns/${id}/schedule`, payload: wish });
  expect(put.json()).toMatchObject({ object: 'campaign_schedule' });
  const check = async (at = ''): Promise<Told> =>
    (await ask({ url: `/v1/campaigns/${id}/check${at && `?at=${at}`}` })).json();
  return { shop, ask, id: String(id), check };
}

const inDay = (time: string) => time.slice(8, 16);

/** When dispatch may take whom, by the hour: what has really become of the schedule. */
async function chunksByHour(shop: Shop, id: string) {
  const { rows } = await database.db.tx(shop.workspaceId, (tx) =>
    tx.query<{ hour: string; people: number }>(
      `select to_char(date_trunc('hour', not_before at time zone 'utc'), 'DD"T"HH24') as hour, sum(cardinality(recipients))::int as people
       from send_chunk where workspace_id = current_workspace() and run_id = $1 group by 1 order by 1`,
      [readUuidId('cmp', id)],
    ),
  );
  return rows.map(({ hour, people }) => `${hour} ${people}`);
}

describe('a flight check of a campaign that is scheduled', () => {
  test('leaves out whose hour is over, asks of the others at their hour, and ends with the last of them', async () => {
    const ny = 'America/New_York';
    const { check } = await scheduled({ local: '2026-11-24T12:30', past: 'skip' }, [
      ...[ny, ny, 'America/Halifax', 'America/Denver'],
    ]);
    const told = await check();
    expect(told).toMatchObject({
      ...{ at: '2026-11-24T17:30:00.000Z', will_receive: 3, verdict: 'go' },
      finish: { at: '2026-11-24T19:30:00.010Z' },
      schedule: {
        ...{ starts_at: '2026-11-24T17:30:00.000Z', last_at: '2026-11-24T19:30:00.000Z' },
        sentences: ['For 1 person that hour is over where they are when it starts: they are left out.'],
      },
    });
    expect(told.waterfall).toContainEqual(expect.objectContaining({ line: 'hour_past', count: 1 }));
    expect(told.schedule.zones).toContainEqual({ zone: 'America/Halifax', hour: null, people: 1, at: null });
    expect(told.texts).toMatchObject({ people: 3 });
    // Launched by hand at another hour, it has nothing to do with its schedule.
    expect(await check('2026-11-24T18:00:00Z')).toMatchObject({ schedule: null, will_receive: 4 });
  });

  test('holds whoever the law holds at the hour that is planned for them, not at the launch', async () => {
    // Half past eight in the evening: Connecticut closes at eight.
    const { check } = await scheduled({ local: '2026-11-24T20:30' }, [
      'America/New_York',
      'America/New_York',
    ]);
    const told = await check();
    expect(told.departures).toEqual([
      expect.objectContaining({ line: 'quiet_hours', count: 2 }),
      expect.objectContaining({
        line: 'at_once',
        count: 0,
        label: 'Go at the hour that is planned for them',
      }),
    ]);
    expect(told.hours).toMatchObject([
      {
        decision: 'hold',
        people: 2,
        planned_from: '2026-11-25T01:30:00.000Z',
        until: '2026-11-25T14:00:00.000Z',
      },
    ]);
    expect(told.finish).toMatchObject({ at: '2026-11-25T14:00:00.020Z' });
  });

  test.each([
    ['a drip', { at: '2026-11-24T17:30:00Z', per_day: 2 }, ['24T17 2', '25T17 2', '26T17 1']],
    [
      'what is spread over hours',
      { at: '2026-11-24T18:00:00Z', over_minutes: 150 },
      ['24T18 2', '24T19 2', '24T20 1'],
    ],
    ['a canary', { at: '2026-11-24T18:00:00Z', first_people: 1, first_minutes: 60 }, ['24T18 1', '24T19 4']],
  ])('says of %s what leaves when, and so it comes', async (_, wish, hours) => {
    const { shop, id, check } = await scheduled(wish, Array(5).fill('America/New_York'));
    const told = await check();
    const flown = told.finish.hours;
    expect(flown.map(({ from, people }) => `${inDay(from).slice(0, 5)} ${people}`)).toEqual(hours);
    clock.moveTo(told.at);
    await startDue(shop.ctx);
    expect(await chunksByHour(shop, id)).toEqual(hours);
  });

  test('tells the others of a pilot apart, and of best hours of how many nobody knows theirs', async () => {
    const pilot = await (
      await scheduled({ at: '2026-11-24T18:00:00Z', first_people: 1 }, Array(4).fill('America/New_York'))
    ).check();
    expect(pilot).toMatchObject({
      departures: [
        { line: 'go_on', count: 3 },
        { line: 'at_once', count: 1 },
      ],
      finish: { at: '2026-11-24T18:00:00.010Z', is_cut: false },
      schedule: { sentences: [expect.stringContaining('The others (3 people) wait')] },
    });
    const best = await scheduled({ best_hours: { day: '2026-11-25' } }, [
      'America/New_York',
      'America/Denver',
    ]);
    const told = await best.check();
    expect(told.schedule.sentences).toEqual([
      expect.stringContaining('Nobody knows yet when 2 people like to answer: they are counted at 12:00'),
    ]);
    expect(told.finish).toMatchObject({ at: '2026-11-25T19:00:00.010Z' });
  });
});

type Report = {
  readonly hours: readonly { from: string; handed_over: number }[];
  readonly places: readonly { place: string; reason: string | null; people: number }[];
  readonly notes: readonly string[];
};

/** Asked for through the API, and worked at as the worker does. */
async function simulated({ shop, ask, id }: Awaited<ReturnType<typeof scheduled>>, wish: object = {}) {
  const payload = { profile: 'plain', seed: 1, ...wish };
  const made = (await ask({ method: 'POST', url: `/v1/campaigns/${id}/simulations`, payload })).json();
  const work = simulationJobs(() => null, findArmedPlan)['campaigns.work_simulation'];
  const simulationId = readUuidId('sim', made.id);
  await work?.(
    testContext(database.worker, clock),
    { workspaceId: shop.workspaceId, simulationId },
    new AbortController().signal,
  );
  const { at, report } = (await ask({ url: `/v1/simulations/${made.id}` })).json();
  const { hours, places, notes }: Report = report;
  return {
    ...{ at, notes },
    hours: hours
      .filter((one) => one.handed_over > 0)
      .map((one) => `${inDay(one.from).slice(0, 5)} ${one.handed_over}`),
    places: places.map((one) => [one.place, one.reason, one.people]),
  };
}

describe('a simulation of a campaign that is scheduled', () => {
  const ny = 'America/New_York';

  test('lets each zone go at its start, holds whom the law holds then, and leaves out whose hour is over', async () => {
    const wish = { local: '2026-11-24T12:30', past: 'skip' };
    const on = await scheduled(wish, [ny, ny, 'America/Halifax', 'America/Denver']);
    const flown = await simulated(on);
    expect([flown.at, flown.hours]).toEqual(['2026-11-24T17:30:00.000Z', ['24T17 2', '24T19 1']]);
    expect(flown.places).toEqual([
      ['excluded', 'hour_past', 1],
      ['delivered', null, 3],
    ]);
    expect(flown.notes.slice(0, 2)).toEqual([
      'Its schedule is flown: people are planned for hours from 2026-11-24 17:30 UTC to 2026-11-24 19:30 UTC.',
      'For 1 person that hour is over where they are when it starts: they are left out.',
    ]);
    // At another hour it is a launch by hand.
    const byHand = await simulated(on, { at: '2026-11-24T18:00:00Z' });
    expect([byHand.hours, byHand.notes]).toEqual([['24T18 4'], []]);
    const evening = await simulated(await scheduled({ local: '2026-11-24T20:30' }, [ny]));
    expect(evening.hours).toEqual(['25T14 1']);
  });

  test('drips day by day, and lets the others of a pilot wait for a person', async () => {
    const drip = await simulated(
      await scheduled({ at: '2026-11-24T17:30:00Z', per_day: 2 }, Array(5).fill(ny)),
    );
    expect(drip.hours).toEqual(['24T17 2', '25T17 2', '26T17 1']);
    const pilot = await simulated(
      await scheduled({ at: '2026-11-24T18:00:00Z', first_people: 1 }, Array(4).fill(ny)),
    );
    expect([pilot.hours, pilot.places]).toEqual([
      ['24T18 1'],
      [
        ['waiting', 'go_on', 3],
        ['delivered', null, 1],
      ],
    ]);
  });
});
