import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { launch, type Stage, stage as stageIn } from '../../test/dispatching.ts';
import { systemScope } from '../accounts/index.ts';
import { setPace } from '../senders/index.ts';
import { type LeaseWish, leaseChunks } from './chunk.queries.ts';
import { campaignLanes, type Lane, urgentLanes } from './lane.ts';

let database: TestDatabase;
// Whose turn it is depends on everything that waits in the database: each test has one to itself.
beforeEach(async () => {
  database = await cloneDatabase();
  return () => database.drop();
});

const stage = () => stageIn(database, 1);

/** Puts `count` chunks of a person into the run's queue, as a launch to many would. */
const queue = (on: Stage, runId: string | null, count: number, lane: Lane = 'marketing') =>
  on.in((tx) =>
    tx.query(
      `insert into send_chunk (workspace_id, run_id, flow_id, lane, sender_id, base_id, recipients, not_before)
       select current_workspace(), $1, coalesce($1::uuid, $2::uuid), $3, $2, next_message_block(), '{1}', $4 from generate_series(1, $5)`,
      [runId, on.fixture.sender.id, lane, on.ctx.clock.now(), count],
    ),
  );

async function lease(on: Stage, most: number, wish: Partial<LeaseWish> = {}) {
  const leases = await on.ctx.db.system((tx) =>
    leaseChunks(tx, {
      worker: 'worker',
      at: on.ctx.clock.now(),
      lanes: campaignLanes,
      most,
      leaseMs: 30_000,
      deaf: [],
      ...wish,
    }),
  );
  return leases;
}

const ofWorkspaces = async (on: Stage, most: number) => {
  const counts = new Map<string, number>();
  for (const { workspaceId } of await lease(on, most))
    counts.set(workspaceId, (counts.get(workspaceId) ?? 0) + 1);
  return counts;
};

const runOf = async (on: Stage, chunkId: number) =>
  (
    await on.in((tx) =>
      tx.query<{ run_id: string }>('select run_id from send_chunk where id = $1', [chunkId]),
    )
  ).rows[0]?.run_id;

const finish = (on: Stage) =>
  on.in((tx) => tx.query(`update send_chunk set state = 'done' where state = 'leased'`));

describe('turns', () => {
  test('are taken between workspaces: a million people of one do not keep another waiting', async () => {
    const [big, small] = [await stage(), await stage()];
    await queue(big, await launch(big), 50);
    await launch(small);
    const first = await ofWorkspaces(big, 6);
    expect(first.get(small.fixture.workspaceId)).toBe(1);
    expect(first.get(big.fixture.workspaceId)).toBe(5);
  });

  test('are taken between the campaigns of a workspace, also when each is served alone', async () => {
    const on = await stage();
    const runs = [await launch(on), await launch(on), await launch(on)];
    for (const run of runs) await queue(on, run, 10);
    const served: (string | undefined)[] = [];
    for (let round = 0; round < 6; round += 1) {
      const [one] = await lease(on, 1);
      served.push(one && (await runOf(on, one.id)));
      await finish(on);
    }
    expect(new Set(served.slice(0, 3))).toEqual(new Set(runs));
    expect(served.slice(3)).toEqual(served.slice(0, 3));
  });

  test('go by what is in work: who has three chunks out waits for who has none', async () => {
    const on = await stage();
    const first = await launch(on);
    await queue(on, first, 10);
    await lease(on, 3);
    const second = await launch(on);
    await queue(on, second, 10);
    const next = await lease(on, 5);
    const runs = await Promise.all(next.map((one) => runOf(on, one.id)));
    expect(runs.filter((run) => run === second)).toHaveLength(4);
    expect(runs.filter((run) => run === first)).toHaveLength(1);
  });
});

describe('urgent texts', () => {
  test('are found whatever campaigns wait, and campaigns do not take their place', async () => {
    const on = await stage();
    await queue(on, await launch(on), 20);
    await lease(on, 10);
    await queue(on, null, 1, 'transactional');
    await queue(on, null, 1, 'otp');
    const urgent = await lease(on, 5, { lanes: urgentLanes });
    const lanes = await on.in((tx) =>
      tx.query<{ lane: string }>(
        'select lane from send_chunk where id = any($1) order by array_position($1, id)',
        [urgent.map((one) => one.id)],
      ),
    );
    expect(lanes.rows.map((row) => row.lane).sort()).toEqual(['otp', 'transactional']);
  });

  test('of the most urgent lane go first when there is room for one', async () => {
    const on = await stage();
    await queue(on, null, 1, 'conversational');
    await queue(on, null, 1, 'otp');
    await queue(on, null, 1, 'emergency');
    for (const lane of ['emergency', 'otp']) {
      const [one] = await lease(on, 1, { lanes: urgentLanes });
      const { rows } = await on.in((tx) => tx.query('select lane from send_chunk where id = $1', [one?.id]));
      expect(rows).toEqual([{ lane }]);
    }
  });
});

describe('a slow number', () => {
  const slow = async (on: Stage, partsPerSecond: number) => {
    const scope = systemScope(on.fixture.workspaceId, 'test');
    const subject = on.fixture.sender.id;
    await on.in((tx) => setPace(tx, scope, { level: 'sender', subject }, partsPerSecond));
  };

  test('gets two chunks at a time, so that the third does not wait in somebody’s hands', async () => {
    const on = await stage();
    await slow(on, 1);
    await queue(on, await launch(on), 10);
    expect(await lease(on, 6)).toHaveLength(2);
    expect(await lease(on, 6)).toHaveLength(0);
  });

  test('whose turn is more than a second away gets none until then', async () => {
    const on = await stage();
    await queue(on, await launch(on), 3);
    await on.in((tx) =>
      tx.query(`update pace set free_at = clock_timestamp() + interval '1 minute' where level = 'sender'`),
    );
    expect(await lease(on, 6)).toEqual([]);
    await on.in((tx) => tx.query(`update pace set free_at = clock_timestamp() where level = 'sender'`));
    expect(await lease(on, 6)).toHaveLength(4);
  });
});

describe('nothing is taken', () => {
  const nothing = async (on: Stage, change: string, wish: Partial<LeaseWish> = {}) => {
    await queue(on, await launch(on), 2);
    await on.in((tx) => tx.query(change));
    return lease(on, 6, wish);
  };

  test.each([
    ['while the installation is on hold', `update installation set held_reason = 'restored'`],
    ['while the installation has stopped everything', `update installation set sending = 'none'`],
    ['while the installation has stopped marketing', `update installation set sending = 'no_marketing'`],
    ['while the workspace has stopped marketing', `update workspace set sending = 'no_marketing'`],
    [
      'for a number whose breaker is open',
      `update sender set blocked_until = clock_timestamp() + interval '1 minute'`,
    ],
    [
      'for an account whose breaker is open',
      `update gateway set blocked_until = clock_timestamp() + interval '1 minute'`,
    ],
    ['of a run that is paused', `update send_run set state = 'paused'`],
    ['whose work has ended ten workers', 'update send_chunk set crashes = 10'],
  ])('%s', async (_when, change) => {
    expect(await nothing(await stage(), change)).toEqual([]);
  });

  test('for a gateway to which this worker has no line', async () => {
    const on = await stage();
    expect(await nothing(on, 'select 1', { deaf: [on.fixture.gatewayId] })).toEqual([]);
    expect(await nothing(on, 'select 1', { deaf: [randomUUID()] })).not.toEqual([]);
  });

  test('of marketing while only marketing is stopped, and what people asked for goes on', async () => {
    const on = await stage();
    await queue(on, null, 1, 'transactional');
    expect(await nothing(on, `update workspace set sending = 'no_marketing'`)).toEqual([]);
    expect(await lease(on, 6, { lanes: urgentLanes })).toHaveLength(1);
  });
});
