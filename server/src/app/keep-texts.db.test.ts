import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { launch, type Stage, stage as stageIn, workAll } from '../../test/dispatching.ts';
import { countCampaign } from '../analytics/index.ts';
import { listSuppressed } from '../contacts/index.ts';
import { setRunState } from '../dispatch/index.ts';
import { fixedClock } from '../platform/clock.ts';
import { openLog } from '../platform/log.ts';
import { jobs } from './jobs.ts';
import { dropOldTexts } from './keep-texts.ts';
import { listOldMonths } from './upkeep.queries.ts';

let database: TestDatabase;
let on: Stage;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  on = await stageIn(database, 4);
});

const work = (sql: string) => database.worker.tx(on.fixture.workspaceId, (tx) => tx.query(sql));
const partitions = async () => {
  const { rows } = await database.migrator.system((tx) =>
    tx.query<{ name: string }>(
      `select relname as name from pg_class where relispartition and relkind = 'r' and relname like 'message_%' order by 1`,
    ),
  );
  return rows.map(({ name }) => name);
};

/** What was sent today becomes what was sent in January 2021, chunks and all. */
async function age(): Promise<void> {
  await database.migrator.system((tx) => tx.query(`select ensure_message_partition('2021-01-15')`));
  const by = `(message_day_floor('2021-01-15') - message_day_floor((clock_timestamp() at time zone 'utc')::date))`;
  await work(`update message set id = id + ${by}`);
  await work(`update send_chunk set base_id = base_id + ${by}`);
  await work(`update unknown_text set message_id = message_id + ${by}`);
}

async function drop(keepMonths: number | null) {
  const lines: { level: number; month?: string }[] = [];
  const log = openLog('info', { write: (line) => void lines.push(JSON.parse(line)) });
  await dropOldTexts({ ...on.ctx, log }, { textsForMonths: keepMonths });
  return lines.map(({ level, month }) => [level, month]);
}

const report = (runId: string) => on.in((tx) => countCampaign(tx, runId));
const months = () => database.worker.system((tx) => listOldMonths(tx, 2));

describe('texts of months that are no longer kept', () => {
  test('go with their partition, and reports keep what they came to', async () => {
    on.carrier.answer = ({ to }) =>
      to === '+12125550102'
        ? { outcome: { kind: 'refused', code: '30006', sentence: 'Not a mobile.' } }
        : { outcome: { kind: 'accepted', providerId: `id ${to}` } };
    const runId = await launch(on);
    await workAll(on);
    await age();
    const before = await report(runId);
    expect(before.texts).toHaveLength(2);
    expect(await months()).toEqual(['2021-01-01']);
    expect(await drop(2)).toEqual([[30, '2021-01-01']]);
    expect(await partitions()).not.toContain('message_2021_01');
    const order = (counts: typeof before) => counts.texts.toSorted((a, b) => a.count - b.count);
    expect(order(await report(runId))).toEqual(order(before));
    expect(await drop(2)).toEqual([]);
  });

  test('stay while somebody among them may still be texted, as in a campaign that is paused', async () => {
    const runId = await launch(on);
    await on.in((tx) => setRunState(tx, runId, 'paused'));
    await age();
    expect(await drop(2)).toEqual([[40, '2021-01-01']]);
    expect(await partitions()).toContain('message_2021_01');
    await on.in((tx) => setRunState(tx, runId, 'stopped'));
    expect(await drop(2)).toEqual([[30, '2021-01-01']]);
    expect((await report(runId)).waiting).toMatchObject([{ state: 'stopped', count: 4 }]);
  });

  test('stay while a legal hold stands on a number among them', async () => {
    await launch(on);
    await workAll(on);
    await age();
    await work(
      `insert into legal_hold (workspace_id, id, number, reason, placed_by, placed_at)
       select current_workspace(), gen_random_uuid(), min(number), 'A lawsuit', 'system:test', now() from contact`,
    );
    expect(await drop(2)).toEqual([[40, '2021-01-01']]);
    expect(await partitions()).toContain('message_2021_01');
    await work(`update legal_hold set lifted_at = now(), lifted_by = 'system:test'`);
    expect(await drop(2)).toEqual([[30, '2021-01-01']]);
  });

  test('are not counted again as stopped, where a campaign was stopped half-way', async () => {
    const runId = await launch(on);
    await workAll(on);
    await database.migrator.tx(on.fixture.workspaceId, (tx) =>
      tx.query(`delete from message where id = (select max(id) from message)`),
    );
    await work(`update send_chunk set state = 'stopped'`);
    await age();
    const before = await report(runId);
    expect([before.texts, before.waiting]).toMatchObject([[{ count: 3 }], [{ count: 1 }]]);
    await drop(2);
    const after = await report(runId);
    expect([after.texts, after.waiting]).toEqual([before.texts, before.waiting]);
  });

  test('are kept for ever unless somebody said otherwise, and never taken from the last two months', async () => {
    await age();
    expect(await drop(null)).toEqual([]);
    expect(await drop(600)).toEqual([]);
    expect(await partitions()).toContain('message_2021_01');
    const now = await database.worker.system((tx) =>
      tx.query<{ counted: number | null }>('select drop_message_month(now()::date) as counted'),
    );
    expect(now.rows).toEqual([{ counted: null }]);
  });
});

test('sending goes on beside it: who holds the table makes it give up and come again', async () => {
  await age();
  const holding = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  const sending = on.in(async (tx) => {
    await tx.query('select count(*) from message');
    held.resolve();
    await holding.promise;
  });
  await held.promise;
  expect(await drop(2)).toEqual([[40, '2021-01-01']]);
  holding.resolve();
  await sending;
  expect(await drop(2)).toEqual([[30, '2021-01-01']]);
});

test('an opt-out of ten years ago still stands after everything that forgets has been done (Virginia asks for ten years)', async () => {
  const { workspaceId, program } = on.fixture;
  const number = '+17035550142';
  await work(
    `insert into suppression (workspace_id, brand_id, number, reason, event_id, suppressed_at)
     values (current_workspace(), '${program.brandId}', '${number}', 'reply', 1, '2026-02-01T12:00:00Z')`,
  );
  const ctx = { ...on.ctx, clock: fixedClock('2036-01-31T12:00:00Z') };
  const tasks = jobs({ textsForMonths: 2 }, null, { outside: null as never });
  const forgetting = [
    'accounts.sweep',
    'inbound.sweep',
    'compliance.sweep',
    'compliance.forget-tallies',
    'joining.sweep',
  ];
  for (const name of [...forgetting, 'messages.drop_old_texts'])
    await tasks[name]?.(ctx, {}, AbortSignal.timeout(60_000));
  const standing = await database.worker.tx(workspaceId, (tx) =>
    listSuppressed(tx, program.brandId, [number]),
  );
  expect([...standing]).toEqual([number]);
});
