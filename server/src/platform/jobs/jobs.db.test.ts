import { EventEmitter, once } from 'node:events';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { testContext } from '../../../test/context.ts';
import { cloneDatabase, clusterUrl, newWorkspace, type TestDatabase } from '../../../test/database.ts';
import { silentLog } from '../log.ts';
import {
  announce,
  countLateJobs,
  drainJobs,
  enqueue,
  migrateJobs,
  runJobs,
  type Task,
  type Tasks,
} from './index.ts';
import { unlockDeadJobs } from './jobs.queries.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());
beforeEach(() => drainJobs(testContext(database.worker), { note: async () => {}, event: async () => {} }));

function noting() {
  const notes: object[] = [];
  const note = async (_ctx: unknown, payload: object) => void notes.push(payload);
  return { notes, tasks: { note, event: note } satisfies Tasks };
}

const drain = (tasks: Tasks) => drainJobs(testContext(database.worker), tasks);

describe('a job', () => {
  test('is done once the transaction that put it down has committed', async () => {
    const workspaceId = await newWorkspace(database.db);
    await database.db.tx(workspaceId, (tx) => enqueue(tx, 'note', { is: 'kept' }));
    const { notes, tasks } = noting();
    await drain(tasks);
    await drain(tasks);
    expect(notes).toEqual([{ is: 'kept' }]);
  });

  test('never was when its transaction rolled back', async () => {
    const workspaceId = await newWorkspace(database.db);
    const failing = database.db.tx(workspaceId, async (tx) => {
      await enqueue(tx, 'note', { is: 'lost' });
      throw new Error('something else went wrong');
    });
    await expect(failing).rejects.toThrow('something else');
    const { notes, tasks } = noting();
    await drain(tasks);
    expect(notes).toEqual([]);
  });

  test('replaces one that waits under the same key', async () => {
    for (const count of [1, 2, 3]) {
      await database.db.system((tx) => enqueue(tx, 'note', { count }, { key: 'recount' }));
    }
    const { notes, tasks } = noting();
    await drain(tasks);
    expect(notes).toEqual([{ count: 3 }]);
  });

  test('waits for its hour', async () => {
    const runAt = new Date(Date.now() + 3_600_000);
    await database.db.system((tx) => enqueue(tx, 'note', {}, { runAt, key: 'later' }));
    const { notes, tasks } = noting();
    await drain(tasks);
    expect(notes).toEqual([]);
    await database.db.system((tx) => enqueue(tx, 'note', { is: 'due' }, { key: 'later' }));
    await drain(tasks);
    expect(notes).toEqual([{ is: 'due' }]);
  });

  test('hears whether it is tried for the last time', async () => {
    const heard: unknown[] = [];
    const note: Task = async (_ctx, _payload, _signal, isLastTry) => {
      heard.push(isLastTry);
      if (!isLastTry) throw new Error('not yet');
    };
    await database.db.system((tx) => enqueue(tx, 'note', {}, { key: 'last' }));
    await expect(drain({ note })).rejects.toThrow('not yet');
    await database.worker.system((tx) =>
      tx.query(
        `update graphile_worker._private_jobs set attempts = max_attempts - 1, run_at = now() where key = 'last'`,
      ),
    );
    await drain({ note });
    expect(heard).toEqual([false, true]);
  });

  test('that fails stays, to be tried again, and tells who drained it', async () => {
    await database.db.system((tx) => enqueue(tx, 'note', {}));
    const failing = drain({
      note: async () => {
        throw new Error('the carrier is down');
      },
    });
    await expect(failing).rejects.toThrow('the carrier is down');
    const { rows } = await database.worker.system((tx) =>
      tx.query('select attempts, max_attempts, run_at > now() as is_later from graphile_worker.jobs'),
    );
    expect(rows).toEqual([{ attempts: 1, max_attempts: 10, is_later: true }]);
    await database.worker.system((tx) => tx.query('delete from graphile_worker._private_jobs'));
  });

  test('may be put down by the server’s role but neither read nor changed', async () => {
    const peeking = database.db.system((tx) => tx.query('select * from graphile_worker.jobs'));
    await expect(peeking).rejects.toThrow();
  });
});

test('jobs that do not get done are counted, those that were given up by their kind', async () => {
  const count = () => database.worker.system((tx) => countLateJobs(tx, 900));
  const before = await count();
  const put = (key: string, runAt: Date) =>
    database.db.system((tx) => enqueue(tx, 'note', {}, { key, runAt }));
  await put('fresh', new Date());
  await put('later', new Date(Date.now() + 3_600_000));
  expect(await count()).toEqual(before);
  await put('late', new Date(Date.now() - 1_800_000));
  expect(await count()).toEqual({ ...before, late: before.late + 1 });
  await database.worker.system((tx) =>
    tx.query(`update graphile_worker._private_jobs set attempts = max_attempts where key = 'late'`),
  );
  expect(await count()).toEqual({
    late: before.late,
    givenUp: before.givenUp + 1,
    kinds: expect.arrayContaining(['note']),
  });
  await database.worker.system((tx) =>
    tx.query(`delete from graphile_worker._private_jobs where key in ('late', 'later', 'fresh')`),
  );
});

test('an announcement arrives as what, where and about whom', async () => {
  const workspaceId = await newWorkspace(database.db);
  await database.db.tx(workspaceId, (tx) =>
    announce(tx, workspaceId, 'import.finished', { import_id: 'imp_1' }),
  );
  const { notes, tasks } = noting();
  await drain(tasks);
  expect(notes).toEqual([{ workspaceId, type: 'import.finished', data: { import_id: 'imp_1' } }]);
});

/** Lets nobody into the database any more and throws out who is in; or lets them in again. */
async function setReachable(isReachable: boolean): Promise<void> {
  const name = /\/(test_[0-9a-f]+)/.exec(database.url('postgres'))?.[1];
  const client = new pg.Client({ connectionString: clusterUrl('postgres', 'postgres') });
  await client.connect();
  await client.query(`alter database ${name} allow_connections ${isReachable}`);
  if (!isReachable)
    await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
  await client.end();
}

describe('a runner', () => {
  test('picks up what comes in, and waits for it when stopped', async () => {
    const steps = new EventEmitter();
    let hasFinished = false;
    const runner = await runJobs(testContext(database.worker), {
      concurrency: 1,
      schedule: [],
      tasks: {
        note: async (_ctx, _payload, signal) => {
          steps.emit('began');
          if (!signal.aborted) await once(signal, 'abort');
          hasFinished = true;
        },
      },
    });
    const began = once(steps, 'began');
    await database.db.system((tx) => enqueue(tx, 'note', {}));
    await began;
    await runner.stop(10_000);
    expect(hasFinished).toBe(true);
    const { rows } = await database.worker.system((tx) =>
      tx.query('select task_identifier from graphile_worker.jobs'),
    );
    expect(rows).toEqual([]);
  });

  test('goes on when the database has dropped all its connections', async () => {
    const steps = new EventEmitter();
    const runner = await runJobs(testContext(database.worker), {
      concurrency: 1,
      schedule: [],
      tasks: { note: async () => void steps.emit('noted') },
    });
    await database.migrator.system((tx) =>
      tx.query(`select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid() and application_name = 'tidings_worker'`),
    );
    const noted = once(steps, 'noted');
    await database.db.system((tx) => enqueue(tx, 'note', {}));
    await noted;
    await runner.stop(10_000);
  });

  // With two the library never finishes ending itself; see end-of-runner.ts.
  test.each([1, 2])(
    'is started again when a database was away while %i jobs were done, and does them again at once',
    async (count) => {
      const steps = new EventEmitter();
      const unwritten = () => once(steps, 'unwritten');
      const error = (_fields: object, sentence: string) => {
        if (sentence.startsWith('Failed to complete')) steps.emit('unwritten');
      };
      const begun: number[] = [];
      const runner = await runJobs(
        { ...testContext(database.worker), log: { ...silentLog, error } },
        {
          concurrency: count,
          schedule: [],
          tasks: {
            note: async (_ctx, payload) => {
              begun.push((payload as { at: number }).at);
              steps.emit(`begun ${begun.length}`);
              if (begun.length <= count) await once(steps, `end ${(payload as { at: number }).at}`);
            },
          },
        },
      );
      const allBegun = once(steps, `begun ${count}`);
      const numbers = Array.from({ length: count }, (_, at) => at);
      for (const at of numbers) await database.db.system((tx) => enqueue(tx, 'note', { at }));
      await allBegun;
      await setReachable(false);
      for (const at of numbers) {
        const failed = unwritten();
        steps.emit(`end ${at}`);
        await failed;
      }
      const again = once(steps, `begun ${2 * count}`);
      await setReachable(true);
      await again;
      expect(begun.slice(count).sort()).toEqual(numbers);
      await runner.stop(10_000);
      // Connections that were thrown out are found out one by one.
      const left = await vi.waitFor(
        () => database.worker.system((tx) => tx.query('select id from graphile_worker.jobs')),
        10_000,
      );
      expect(left.rows).toEqual([]);
    },
  );

  test('gets the jobs of one that died, and only those', async () => {
    for (const key of ['dead', 'alive']) {
      await database.db.system((tx) => enqueue(tx, 'note', { key }, { key }));
    }
    await database.worker.system((tx) =>
      tx.query(`update graphile_worker._private_jobs set locked_by = key,
        locked_at = case key when 'dead' then now() - interval '31 seconds' else now() - interval '5 seconds' end`),
    );
    const { notes, tasks } = noting();
    await drain(tasks);
    expect(notes).toEqual([]);
    await database.worker.system((tx) => unlockDeadJobs(tx, 30));
    await drain(tasks);
    expect(notes).toEqual([{ key: 'dead' }]);
  });
});

test('the tables of the job library can be brought to the present twice', async () => {
  const migrating = migrateJobs({ url: database.url('postgres'), log: silentLog });
  await expect(migrating).resolves.toBeUndefined();
});
