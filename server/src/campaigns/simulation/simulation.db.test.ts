import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../../test/app.ts';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { type Stage, stage, workAll } from '../../../test/dispatching.ts';
import { card } from '../../../test/media-samples.ts';
import { rehearsal } from '../../gateways/index.ts';
import type { Db } from '../../platform/db/pool.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import { type MediaOf, noMediaKnown } from '../campaign-mms.ts';
import { simulationJobs } from './simulation.jobs.ts';
import { endSimulationsUnderWay } from './simulation.queries.ts';
import { workSimulation } from './work-simulation.ts';

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

const body = 'Bakery: fresh bread for {{ first_name }} from 7 today. Reply STOP to end';
// Six in the evening in New York, when Rhode Island closes until nine.
const evening = '2026-11-24T23:00:00Z';

type Answered = { statusCode: number; json: Record<string, never> & { [name: string]: unknown } };

type Desk = {
  readonly on: Stage;
  readonly ask: Ask;
  readonly campaign: string;
  call(method: 'GET' | 'POST', url: string, payload?: object): Promise<Answered>;
  start(wish?: object): Promise<string>;
  /** As the worker does it: by the id alone, under its own role. */
  work(id: string, ctx?: Stage['ctx']): Promise<boolean>;
  read(id: string): Promise<Record<string, unknown> & { report: never }>;
};

const uuidOf = (id: string) => readUuidId('sim', id) ?? '';

async function openDesk(people: number): Promise<Desk> {
  const on = await stage(database, people);
  const { workspaceId, program, sender } = on.fixture;
  const listId = on.ctx.ids.uuid();
  await on.in(async (tx) => {
    await tx.query(
      `insert into contact_list (workspace_id, id, name) values (current_workspace(), $1, 'Guests')`,
      [listId],
    );
    await tx.query(`insert into list_member select current_workspace(), $1, id, null from contact`, [listId]);
  });
  const ask = await app.signedIn(workspaceId, 'owner');
  const call: Desk['call'] = async (method, url, payload) => {
    const answer = await ask({ method, url, ...(payload ? { payload } : {}) });
    return { statusCode: answer.statusCode, json: answer.json() };
  };
  const made = await call('POST', '/v1/campaigns', {
    ...{
      name: 'Bread',
      body,
      program_id: publicId('prg', program.id),
      sender_id: publicId('snd', sender.id),
    },
    include: { lists: [publicId('lst', listId)] },
  });
  const campaign = String(made.json.id);
  return {
    ...{ on, ask, campaign, call },
    async start(wish = {}) {
      const { statusCode, json } = await call('POST', `/v1/campaigns/${campaign}/simulations`, wish);
      expect(json).toMatchObject({ object: 'simulation', status: 'waiting', report: null });
      expect(statusCode).toBe(202);
      return String(json.id);
    },
    work: (id, ctx = on.ctx) => workSimulation(ctx, workspaceId, uuidOf(id), new AbortController().signal),
    read: async (id) => (await call('GET', `/v1/simulations/${id}`)).json as never,
  };
}

/** What every table of the workspace holds, but for the simulation itself and the note of who asked for it. */
async function realTables({ on }: Desk): Promise<Record<string, string>> {
  const own = ['campaign_simulation', 'audit_entry', 'session'];
  return database.migrator.tx(on.fixture.workspaceId, async (tx) => {
    const { rows } = await tx.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
         and not relispartition and relname <> all ($1) order by 1`,
      [own],
    );
    const found: Record<string, string> = {};
    for (const { name } of rows) {
      const { rows: digests } = await tx.query<{ digest: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from ${name} t
         where coalesce(to_jsonb(t) ->> 'workspace_id', $1) = $1`,
        [tx.workspaceId],
      );
      found[name] = digests[0]?.digest ?? '';
    }
    return found;
  });
}

const chunksLeft = async ({ on }: Desk): Promise<number> => {
  const { rows } = await on.in((tx) =>
    tx.query<{ n: number }>('select count(*)::int as n from simulation.chunk'),
  );
  return rows[0]?.n ?? -1;
};

type Line = { place: string; reason: string | null; people: number; label: string };
const peopleAt = ({ report }: { report: { places: Line[] } }, place: string, reason?: string) =>
  report.places
    .filter((line) => line.place === place && (reason === undefined || line.reason === reason))
    .reduce((sum, { people }) => sum + people, 0);

describe('a flight simulation', () => {
  test('flies everybody to exactly one place, makes its report from the seed, and touches nothing that is real', async () => {
    const desk = await openDesk(520);
    const numbers = desk.on.fixture.people.map(({ number }) => number);
    await desk.on.in(async (tx) => {
      const of = (from: number, to: number) => numbers.slice(from, to);
      await tx.query(`update contact set region = 'RI' where number = any($1)`, [of(0, 40)]);
      await tx.query(`update consent set paused_until = '2026-11-26T15:30:00Z' where number = any($1)`, [
        of(40, 45),
      ]);
      await tx.query(
        `update consent set held_since = '2026-11-20', held_reason = 'reply_to_judge' where number = any($1)`,
        [of(45, 48)],
      );
      await tx.query(`update consent set status = 'opted_out' where number = any($1)`, [of(48, 50)]);
    });
    const before = await realTables(desk);
    const wish = { at: evening, seed: 7, profile: 'realistic' };
    const id = await desk.start(wish);
    expect(await desk.work(id)).toBe(true);
    const told = await desk.read(id);
    const { report } = told as unknown as { report: Record<string, never> & { places: Line[] } };
    expect(told).toMatchObject({ status: 'finished', people: 520, done: 520, seed: 7, failure: null });
    expect(report.places.reduce((sum, { people }) => sum + people, 0)).toBe(520);
    expect(report).toMatchObject({ audience: 520, will_receive: 518, is_cut: false, notes: [], cost: null });
    expect([
      peopleAt({ report }, 'excluded', 'opted_out'),
      peopleAt({ report }, 'waiting', 'reply_to_judge'),
    ]).toEqual([2, 3]);
    expect(peopleAt({ report }, 'delivered')).toBeGreaterThan(450);
    expect(report.held).toEqual({
      people: 45,
      lines: [
        { reason: 'quiet_hours', zones: ['America/New_York'], until: '2026-11-25T14:00:00.000Z', people: 40 },
        { reason: 'paused_by_person', zones: [], until: '2026-11-26T15:30:00.000Z', people: 5 },
      ],
    });
    expect(report.first_text).toMatchObject({ local_time: '09:00', at: '2026-11-25T14:00:00.000Z' });
    expect(report.last_text).toMatchObject({ local_time: expect.stringMatching(/^18:00$/) });
    expect(report.narrowest).toMatchObject({ level: 'sender', parts_per_second: 10_000 });

    // The same again, by the same seed; and then what is real, which nobody has touched.
    const again = await desk.start(wish);
    await desk.work(again);
    expect((await desk.read(again)).report).toEqual(report);
    const listed = await desk.call('GET', `/v1/campaigns/${desk.campaign}/simulations`);
    expect((listed.json.data as unknown as { id: string }[]).map((one) => one.id)).toEqual([again, id]);
    expect(await realTables(desk)).toEqual(before);
    expect(desk.on.carrier.accepted).toEqual([]);
    expect(await chunksLeft(desk)).toBe(0);

    // A launch leaves traces where the simulation left none, so they would have been found.
    await desk.call('POST', `/v1/campaigns/${desk.campaign}/check`, {});
    await desk.call('POST', `/v1/campaigns/${desk.campaign}/launch`, { confirm_count: 518 });
    await workAll(desk.on);
    const after = await realTables(desk);
    expect(Object.keys(after).filter((name) => after[name] !== before[name])).toEqual(
      expect.arrayContaining(['message', 'send_chunk', 'send_intent', 'send_run']),
    );
    expect(desk.on.carrier.accepted.length).toBeGreaterThan(500);
    const late = await desk.call('POST', `/v1/campaigns/${desk.campaign}/simulations`, {});
    expect(late).toMatchObject({ statusCode: 409, json: { code: 'campaign.already_launched' } });
    expect(late.json.detail).toContain('its own report tells');
  }, 120_000);

  test('knows as preview, check and dispatch do whom a value keeps from an order text', async () => {
    const desk = await openDesk(6);
    const numbers = desk.on.fixture.people.map(({ number }) => number);
    await desk.on.in(async (tx) => {
      await tx.query(`update program set purpose = 'transactional' where workspace_id = current_workspace()`);
      await tx.query(`update consent set level = 'pec'`);
      await tx.query(`update contact set first_name = 'ready'`);
      const sold = `update contact set first_name = 'half off' where number = any($1)`;
      await tx.query(sold, [numbers.slice(0, 3)]);
      // The third has agreed to marketing, and lives where it is over for today.
      await tx.query(`update consent set level = 'pewc' where number = $1`, [numbers[2]]);
      await tx.query(`update contact set region = 'RI' where number = $1`, [numbers[2]]);
      await tx.query(
        `update campaign set body = 'Bakery: your bread is {{ first_name }}. Reply STOP to end'`,
      );
    });
    desk.on.ctx.clock.moveTo(evening);
    const warning = {
      ...{ code: 'purpose.promotion_in_values', people: 3 },
      sentence: expect.stringContaining('2 people have not agreed to marketing and get nothing'),
    };
    const at = `/v1/campaigns/${desk.campaign}`;
    const preview = await desk.call('POST', `${at}/preview`, {});
    expect(preview.json.warnings).toContainEqual(expect.objectContaining(warning));
    const check = (await desk.call('GET', `${at}/check?at=${evening}`)).json;
    expect(check).toMatchObject({ verdict: 'warnings', will_receive: 6 });
    const lines = (check.departures as unknown as { line: string; count: number }[]).map(
      ({ line, count }) => [line, count],
    );
    expect(lines).toEqual([
      ['not_for_marketing', 2],
      ['quiet_hours', 1],
      ['at_once', 3],
    ]);
    const id = await desk.start({ at: evening, profile: 'plain' });
    await desk.work(id);
    const told = await desk.read(id);
    expect(peopleAt(told, 'dropped', 'contact.consent_too_weak')).toBe(2);
    expect(peopleAt(told, 'delivered')).toBe(4);
    expect(told.report).toMatchObject({
      held: { people: 1, lines: [{ reason: 'quiet_hours', until: '2026-11-25T14:00:00.000Z' }] },
    });

    await desk.call('POST', `${at}/check`, {});
    const launched = await desk.call('POST', `${at}/launch`, { confirm_count: 6 });
    expect(launched.statusCode).toBe(200);
    await workAll(desk.on);
    const { rows } = await desk.on.in((tx) =>
      tx.query<{ fate: string; people: number }>(
        `select coalesce(reason, status) as fate, count(*)::int as people from message
         where workspace_id = current_workspace() group by 1 order by 1`,
      ),
    );
    expect(rows).toContainEqual({ fate: 'contact.consent_too_weak', people: 2 });
    expect(desk.on.carrier.accepted).toHaveLength(3);
  });

  test('is one at a time, and can be cancelled before it begins and in the middle', async () => {
    const desk = await openDesk(3);
    const first = await desk.start();
    const second = await desk.call('POST', `/v1/campaigns/${desk.campaign}/simulations`, {});
    expect(second).toMatchObject({ statusCode: 409, json: { code: 'simulation.under_way' } });
    expect(second.json.detail).toContain(first);
    for (const _ of [1, 2])
      expect((await desk.call('POST', `/v1/simulations/${first}/cancel`)).json).toMatchObject({
        status: 'cancelled',
      });
    expect(await desk.work(first)).toBe(true);
    expect(await desk.read(first)).toMatchObject({ status: 'cancelled', report: null });

    const middle = await desk.start();
    let [ms, calls] = [0, 0];
    const { db } = desk.on.ctx;
    const tx: Db['tx'] = async (workspaceId, work) => {
      calls += 1;
      // The copy is there by now, and the flight has begun.
      if (calls === 4) await desk.call('POST', `/v1/simulations/${middle}/cancel`);
      return db.tx(workspaceId, work);
    };
    const clock = { ...desk.on.ctx.clock, monotonicMs: () => (ms += 2_000) };
    expect(await desk.work(middle, { ...desk.on.ctx, clock, db: { ...db, tx } })).toBe(true);
    expect(calls).toBeGreaterThan(4);
    expect(await desk.read(middle)).toMatchObject({ status: 'cancelled', report: null });
    expect(await chunksLeft(desk)).toBe(0);
    const finished = await desk.start({ carrier_parts_per_second: 1, profile: 'plain' });
    await desk.work(finished);
    expect((await desk.read(finished)).report).toMatchObject({
      texts: { taken: 3, delivered: 3 },
      narrowest: { level: 'carrier', sentence: '1 part a second, the limit of the carrier', texts_waited: 2 },
    });
    expect(await desk.call('POST', `/v1/simulations/${finished}/cancel`)).toMatchObject({
      statusCode: 409,
      json: { code: 'simulation.has_ended' },
    });
  });

  test('begins anew when it was killed in the middle, says so when nobody takes it up, and forgets old reports', async () => {
    const desk = await openDesk(4);
    const killed = await desk.start({ seed: 1 });
    const dying: Db['tx'] = async (workspaceId, work) => {
      const result = await desk.on.ctx.db.tx(workspaceId, work);
      if ((await chunksLeft(desk)) > 0) throw new Error('The process is gone.');
      return result;
    };
    const ctx = { ...desk.on.ctx, db: { ...desk.on.ctx.db, tx: dying } };
    await expect(desk.work(killed, ctx)).rejects.toThrow('The process is gone.');
    expect(await desk.read(killed)).toMatchObject({ status: 'copying' });
    expect(await chunksLeft(desk)).toBe(1);
    await desk.work(killed);
    expect(await desk.read(killed)).toMatchObject({ status: 'finished', people: 4, done: 4 });
    expect(await chunksLeft(desk)).toBe(0);

    const left = await desk.start();
    await expect(desk.work(left, ctx)).rejects.toThrow('The process is gone.');
    const age = (of: string, by: string) =>
      database.migrator.tx(desk.on.fixture.workspaceId, (tx) =>
        tx.query(
          `update campaign_simulation set touched_at = clock_timestamp() - $2::interval where id = $1`,
          [uuidOf(of), by],
        ),
      );
    const sweep = () =>
      simulationJobs(noMediaKnown)['campaigns.sweep_simulations']?.(
        desk.on.ctx,
        {},
        new AbortController().signal,
      );
    await sweep();
    expect([(await desk.read(left)).status, await chunksLeft(desk)]).toEqual(['copying', 1]);
    await age(left, '61 minutes');
    await sweep();
    expect(await desk.read(left)).toMatchObject({
      status: 'failed',
      failure: { code: 'simulation.interrupted', sentence: expect.stringContaining('Ask for a new one') },
    });
    expect(await chunksLeft(desk)).toBe(0);
    // The copy of one under way may hold somebody who is being erased.
    const withThem = await desk.start();
    await expect(desk.work(withThem, ctx)).rejects.toThrow('The process is gone.');
    const waiting = await openDesk(1);
    const notBegun = await waiting.start();
    for (const { on } of [desk, waiting])
      await database.db.tx(on.fixture.workspaceId, (tx) => endSimulationsUnderWay(tx, on.ctx.clock.now()));
    expect(await waiting.read(notBegun)).toMatchObject({ status: 'waiting' });
    expect(await desk.read(withThem)).toMatchObject({ failure: { code: 'simulation.person_erased' } });
    await desk.work(withThem);
    expect(await chunksLeft(desk)).toBe(0);
    const broken = await desk.start();
    for (const status of ['copying', 'copying', 'failed']) {
      await expect(desk.work(broken, ctx)).rejects.toThrow('The process is gone.');
      expect((await desk.read(broken)).status).toBe(status);
    }
    expect(await desk.read(broken)).toMatchObject({ failure: { code: 'simulation.gave_up' } });
    await age(killed, '31 days');
    await sweep();
    const gone = await desk.call('GET', `/v1/simulations/${killed}`);
    expect(gone).toMatchObject({ statusCode: 404, json: { code: 'simulation.not_found' } });
  });

  test('takes what goes along as an MMS at the price of one, as the check does, and as a link where it cannot go', async () => {
    const desk = await openDesk(4);
    const { workspaceId } = desk.on.fixture;
    const headers = { 'content-type': 'application/octet-stream' };
    await desk.ask({ method: 'POST', url: '/v1/media?name=card', payload: card('Bakery'), headers });
    await desk.on.in(async (tx) => {
      await tx.query(
        `with made as (insert into mms (workspace_id, id, media, subject, used_at)
           select workspace_id, gen_random_uuid(), array[id], null, now() from media where workspace_id = current_workspace() returning id)
         update campaign set mms_id = (select id from made) where workspace_id = current_workspace()`,
      );
      await tx.query(`update gateway set kind = 'rehearsal' where workspace_id = current_workspace()`);
      await tx.query(`insert into spend_budget (workspace_id, currency) values (current_workspace(), 'USD')`);
      await tx.query(
        `insert into price (workspace_id, per_part, kind) values (current_workspace(), 0.01, 'sms'), (current_workspace(), 0.03, 'mms')`,
      );
    });
    const flown = async (mediaOf: MediaOf) => {
      const id = await desk.start({ at: '2026-11-24T17:00:00Z', profile: 'plain' });
      await workSimulation(desk.on.ctx, workspaceId, uuidOf(id), new AbortController().signal, mediaOf);
      return (await desk.read(id)) as { report: { cost: unknown; texts: { parts: number } } };
    };
    const withMedia = await flown(() => rehearsal.capabilities.media);
    expect(withMedia.report).toMatchObject({ texts: { parts: 4 }, cost: { total: '0.12' } });
    const check = await desk.call('GET', `/v1/campaigns/${desk.campaign}/check`);
    expect(check.json.cost).toMatchObject({ total: { max: '0.12' } });
    const withLink = await flown(noMediaKnown);
    expect(withLink.report).toMatchObject({ texts: { parts: 4 }, cost: { total: '0.04' } });
  });

  test('is refused or ends with a sentence where there is nothing to fly', async () => {
    const desk = await openDesk(2);
    const { on, call, campaign } = desk;
    expect(
      (await call('POST', `/v1/campaigns/${publicId('cmp', on.ctx.ids.uuid())}/simulations`, {})).statusCode,
    ).toBe(404);
    const viewer = await app.signedIn(on.fixture.workspaceId, 'analyst');
    const refused = await viewer({
      method: 'POST',
      url: `/v1/campaigns/${campaign}/simulations`,
      payload: {},
    });
    expect(refused.statusCode).toBe(403);
    await on.in((tx) => tx.query('delete from list_member where workspace_id = current_workspace()'));
    const id = await desk.start();
    await desk.work(id);
    expect(await desk.read(id)).toMatchObject({
      ...{ status: 'failed', report: null },
      failure: { code: 'audience.nobody', sentence: expect.stringContaining('Put people on them') },
    });
    await call('POST', `/v1/campaigns/${campaign}/simulations`, { profile: 'unheard_of' }).then(
      ({ statusCode }) => expect(statusCode).toBe(422),
    );
    await on.in((tx) => tx.query(`update campaign set body = 'Hello {{ favourite_cake }}'`));
    const unknown = await call('POST', `/v1/campaigns/${campaign}/simulations`, {});
    expect(unknown.statusCode).toBe(422);
    expect(unknown.json.detail).toContain('favourite_cake');
  });
});
