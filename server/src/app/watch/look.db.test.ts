import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { launch, stage as stageIn, workAll } from '../../../test/dispatching.ts';
import { openLog } from '../../platform/log.ts';
import { openMeter } from '../../platform/metrics/meter.ts';
import { openMetricsPage } from '../../platform/metrics/print-metrics.ts';
import { runChecks } from '../checks.ts';
import { lookAround } from './look.ts';
import { openMachineGauges } from './machine-gauges.ts';
import { judgeRounds, questionsOfTheWork } from './questions.ts';
import { listReadings, listRestingQueues } from './watch.queries.ts';
import { openWatchGauges } from './watch-gauges.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

/** A stage whose log lines can be read. */
async function stage(people = 2) {
  const on = await stageIn(database, people);
  const lines: Record<string, unknown>[] = [];
  const log = openLog('info', { write: (line) => void lines.push(JSON.parse(line)) });
  return {
    on,
    ctx: { ...on.ctx, log },
    said: (check: string) => lines.filter((line) => line.check === check),
  };
}

const readingOf = async (name: string) => {
  const readings = await database.db.system(listReadings);
  return readings.find((reading) => reading.name === name);
};

describe('the round of every minute', () => {
  test('writes down what it found, where doctor and metrics read it', async () => {
    const { ctx } = await stage();
    await lookAround(ctx);
    const readings = await database.db.system(listReadings);
    expect(readings.map(({ name, status }) => [name, status])).toEqual([
      ['breaches', 'ok'],
      ['cases', 'ok'],
      ['chores', 'ok'],
      ['conservation', 'ok'],
      ['data_requests', 'ok'],
      ['papers', 'ok'],
      ['queue', 'ok'],
      ['receipts', 'ok'],
      ['replies', 'ok'],
    ]);
    const answers = await runChecks(await questionsOfTheWork(ctx));
    expect(answers.map(({ name, status }) => [name, status])).toEqual(
      [
        'rounds',
        'conservation',
        'queue',
        'receipts',
        'chores',
        'replies',
        'data_requests',
        'papers',
        'cases',
        'breaches',
      ].map((name) => [name, 'ok']),
    );
  });

  test('alarms with every round while a law is broken, and says when it holds again', async () => {
    const { on, ctx, said } = await stage();
    await launch(on);
    await workAll(on);
    const tamper = (sql: string) => database.migrator.tx(on.fixture.workspaceId, (tx) => tx.query(sql));
    await tamper(`update message set status = 'queued' where id = (select min(id) from message)`);
    await lookAround(ctx);
    await lookAround(ctx);
    expect(said('conservation')).toMatchObject([
      { level: 50, status: 'failed', broken: { queued: 1, closed: 0 } },
      { level: 50, status: 'failed' },
    ]);
    const [, conservation] = await questionsOfTheWork(ctx);
    expect(await conservation?.ask()).toMatchObject({
      status: 'failed',
      sentence: expect.stringMatching(/no chunk will take it/),
    });
    await tamper(`update message set status = 'accepted' where status = 'queued'`);
    await lookAround(ctx);
    expect(said('conservation').at(-1)).toMatchObject({ level: 30, status: 'ok' });
  });

  test('tells of the carrier that says nothing, ten minutes after it took texts', async () => {
    const { on, ctx, said } = await stage(30);
    await launch(on);
    await workAll(on);
    await lookAround(ctx);
    expect(said('receipts')).toEqual([]);
    // Ten minutes pass.
    await database.worker.system((tx) =>
      tx.query(
        `update watch_reading set figures = jsonb_set(figures, '{probes}', (select jsonb_agg(jsonb_set(p, '{sentAt}', to_jsonb((p ->> 'sentAt')::float8 - 700)))
           from jsonb_array_elements(figures -> 'probes') p)) where name = 'receipts'`,
      ),
    );
    await lookAround(ctx);
    expect(said('receipts')).toMatchObject([
      { level: 50, status: 'failed', msg: expect.stringMatching(/Of 3\d texts .* 3\d have no receipt/) },
    ]);
  });

  test('is not kept from the others by a check that breaks', async () => {
    const { ctx, said } = await stage();
    await database.worker.system((tx) =>
      tx.query(`update watch_reading set figures = '{"breaches": 5}' where name = 'conservation'`),
    );
    await lookAround(ctx);
    expect(await readingOf('conservation')).toMatchObject({
      status: 'warning',
      sentence: expect.stringMatching(/could not be made/),
    });
    expect(said('conservation').length).toBeGreaterThan(0);
    expect(await readingOf('queue')).toMatchObject({ ageSeconds: expect.any(Number) });
    // What it went on from is what broke it, so the next round but one goes on from nothing.
    await lookAround(ctx);
    await lookAround(ctx);
    expect(await readingOf('conservation')).toMatchObject({ status: 'ok' });
  });
});

describe('a queue that rests', () => {
  const hourLater = '2026-11-24T18:00:00Z';
  const restingOf = async (on: Awaited<ReturnType<typeof stage>>['on']) => {
    const wish = { at: on.ctx.clock.now(), restedMs: 900_000 };
    const all = await on.ctx.db.system((tx) => listRestingQueues(tx, wish));
    return all
      .filter(({ workspaceId }) => workspaceId === on.fixture.workspaceId)
      .map(({ reason }) => reason);
  };

  test('is found when its texts are due for long and nobody books its pace', async () => {
    const { on } = await stage();
    await launch(on);
    expect(await restingOf(on)).toEqual([]);
    on.ctx.clock.moveTo(hourLater);
    expect(await restingOf(on)).toEqual(['nobody']);
    // Somebody works on it: slowly, but it moves.
    await on.in((tx) => tx.query('update pace set free_at = clock_timestamp()'));
    expect(await restingOf(on)).toEqual([]);
  });

  test('says what it rests for', async () => {
    const { on } = await stage();
    await launch(on);
    on.ctx.clock.moveTo(hourLater);
    const after = async (sql: string) => {
      await on.in((tx) => tx.query(sql));
      return restingOf(on);
    };
    expect(await after(`update gateway set state = 'no_funds', blocked_until = 'infinity'`)).toEqual([
      'gateway_no_funds',
    ]);
    expect(await after(`update gateway set blocked_until = null`)).toEqual(['nobody']);
    expect(await after(`update sender set state = 'misconfigured', blocked_until = 'infinity'`)).toEqual([
      'sender_misconfigured',
    ]);
    expect(await after(`update workspace set sending = 'none'`)).toEqual(['stopped']);
    expect(await after(`update send_chunk set crashes = 10`)).toEqual(['set_aside']);
    expect(await after(`update send_run set state = 'paused'`)).toEqual([]);
  });
});

describe('what the metrics tell of the whole', () => {
  test('is the depth and age of each lane, what is unknown, and what the rounds found; of nobody by number', async () => {
    const { on, ctx } = await stage(3);
    await launch(on);
    on.ctx.clock.moveTo('2026-11-24T17:02:00Z');
    await lookAround(ctx);
    const meter = openMeter();
    openWatchGauges({ ...ctx, db: database.db, meter });
    openMachineGauges({ ...ctx, db: database.db, meter }, process.cwd());
    const page = await openMetricsPage(meter).print();
    const value = (series: string) =>
      Number(
        page
          .split('\n')
          .find((line) => line.startsWith(`${series} `))
          ?.split(' ')[1],
      );
    expect(value('tidings_queue_texts{lane="marketing",state="due"}')).toBeGreaterThanOrEqual(3);
    expect(value('tidings_queue_oldest_seconds{lane="marketing",state="due"}')).toBeGreaterThanOrEqual(120);
    expect(value('tidings_check_status{check="conservation"}')).toBe(0);
    expect(value('tidings_conservation_broken{law="closed"}')).toBe(0);
    expect(value('tidings_receipts_parked')).toBe(0);
    expect(value('tidings_disk_free_bytes')).toBeGreaterThan(0);
    expect(Math.abs(value('tidings_clock_skew_seconds'))).toBeLessThan(60);
    expect(page).not.toMatch(/\+?1?2125550\d{3}|fresh bread|Person/);
  });

  test('is not counted anew for each that asks', async () => {
    const { on, ctx } = await stage(3);
    let asked = 0;
    const db = {
      ...database.db,
      system: <T>(work: Parameters<typeof database.db.system<T>>[0]) => {
        asked += 1;
        return database.db.system(work);
      },
    };
    const meter = openMeter();
    openWatchGauges({ ...ctx, db, meter });
    await Promise.all([meter.read(), meter.read()]);
    on.ctx.clock.forward(14_000);
    await meter.read();
    expect(asked).toBe(1);
    on.ctx.clock.forward(2_000);
    await meter.read();
    expect(asked).toBe(2);
  });
});

test('rounds that are not made are noticed', () => {
  expect(judgeRounds(null).status).toBe('ok');
  expect(judgeRounds({ ageSeconds: 61 }).status).toBe('ok');
  expect(judgeRounds({ ageSeconds: 500 })).toMatchObject({
    status: 'warning',
    sentence: expect.stringMatching(/tidings work/),
  });
});

describe('what people of the business have to do', () => {
  test('warns once of replies and requests whose time is over, and tells metrics', async () => {
    const { on, ctx, said } = await stage();
    await on.in((tx) =>
      tx.query(
        `insert into data_request (workspace_id, id, kind, law, status, number, channel, received_at, due_at, created_by)
         select current_workspace(), gen_random_uuid(), 'access', 'gdpr', 'received', number, 'email', $1::timestamptz - interval '40 days',
           $1::timestamptz - interval '9 days', 'test' from contact`,
        [ctx.clock.now()],
      ),
    );
    await on.in((tx) =>
      tx.query(
        `insert into reply_case (workspace_id, reply_id, number, brand_ids, opened_at, due_at)
         values (current_workspace(), 1, '+12025550188', '{}', $1::timestamptz - interval '3 days', $1::timestamptz - interval '1 day')`,
        [ctx.clock.now()],
      ),
    );
    await lookAround(ctx);
    await lookAround(ctx);
    expect((await readingOf('data_requests'))?.sentence).toContain('is over: 2.');
    expect([said('data_requests').length, said('replies').length]).toEqual([1, 1]);
    const meter = openMeter();
    openWatchGauges({ ...ctx, meter });
    const page = await openMetricsPage(meter).print();
    expect(page).toContain('tidings_overdue{duty="data_requests"} 2');
    expect(page).toContain('tidings_overdue{duty="replies"} 1');
    expect(page).toContain('tidings_check_status{check="replies"} 1');
    await on.in((tx) => tx.query(`update data_request set status = 'refused'`));
    await on.in((tx) =>
      tx.query(`update reply_case set decision = 'keep', decided_by = 'test', decided_at = now()`),
    );
    await lookAround(ctx);
    expect((await readingOf('replies'))?.status).toBe('ok');
  });
});
