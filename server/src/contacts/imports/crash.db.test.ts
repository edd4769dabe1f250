import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type ImportBench, type ImportTests, olderConsents, openImportTests } from '../../../test/imports.ts';
import { fictionalNumbers } from '../../../test/people.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { verifyConsentChain } from '../verify-consent-chain.ts';
import { checkTask, requestCheck, runCheck } from './check-import.ts';
import { commitImport, commitTask, runCommit } from './commit-import.ts';
import { getImport, setStatus, startCheck } from './import.queries.ts';
import { type Import, usualOptions } from './import.ts';
import { importJobs, resumeImports } from './imports.jobs.ts';

let tests: ImportTests;
beforeAll(async () => {
  tests = await openImportTests();
});
afterAll(() => tests.close());

// Two pages of people, so that a crash finds one of them done and the other not.
const numbers = fictionalNumbers(3_500);
const filler = 'x'.repeat(1_500);
const list = (notes = '') =>
  `Phone,Opt-in date,Status,Notes\n${numbers.map((number, at) => `${number},2024-05-22,${at % 10 === 0 ? 'STOP' : ''},${notes}`).join('\n')}\n`;
const never = new AbortController().signal;

async function expectAllIsThere(bench: ImportBench, id: string) {
  const done = await bench.tx((tx) => getImport(tx, id));
  expect(done).toMatchObject({ status: 'imported', problem: null, rowsDone: numbers.length });
  expect(done.counts).toMatchObject({
    rows: 3_500,
    created: 3_500,
    opted_out: 350,
    with_consent: 3_150,
    people: 3_500,
  });
  const people = [...(await bench.people()).values()];
  expect(people.length).toBe(3_500);
  expect(people.every((person) => person.lists[0] === 'All')).toBe(true);
  expect(people.filter((person) => person.isSuppressed && person.consent === null).length).toBe(350);
  expect(people.filter((person) => person.consent === 'opted_in').length).toBe(3_150);
  expect(await bench.tx((tx) => verifyConsentChain(tx))).toMatchObject({ events: 3_500, isIntact: true });
  for (const table of ['import_staging', 'import_opt_out'])
    expect((await bench.tx((tx) => tx.query(`select 1 from ${table}`))).rows).toEqual([]);
}

/** Works on a job in another process and kills that when it has taken so many steps. */
async function killAfter(steps: number, task: string, bench: ImportBench, id: string): Promise<void> {
  const script = new URL('../../../test/import-child.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [
    script,
    tests.database.url('tidings_app'),
    task,
    bench.scope.workspaceId,
    id,
  ]);
  let seen = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    seen += chunk.toString().split('step').length - 1;
    if (seen >= steps) child.kill('SIGKILL');
  });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk;
  });
  const signal = await new Promise((resolve) => child.on('exit', (_code, by) => resolve(by)));
  expect([signal, complaint]).toEqual(['SIGKILL', '']);
  await untilForgotten(bench);
}

// The database notices a moment later that somebody is gone, and until then holds what they held.
async function untilForgotten(bench: ImportBench): Promise<void> {
  await vi.waitFor(
    async () => {
      const held = await bench.tx((tx) =>
        tx.query(`select 1 from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid()
          and database = (select oid from pg_database where datname = current_database())`),
      );
      expect(held.rows).toEqual([]);
    },
    { timeout: 20_000 },
  );
}

/** The same context, whose database goes away in the n-th transaction from now. */
function dyingAt(nth: number, ctx: Context): Context {
  let count = 0;
  const tx: Context['db']['tx'] = (workspaceId, work) =>
    ctx.db.tx(workspaceId, async (inside) => {
      count += 1;
      const own = count;
      const result = await work(inside);
      if (own === nth) await inside.query('select pg_terminate_backend(pg_backend_pid())');
      return result;
    });
  return { ...ctx, db: { ...ctx.db, tx } };
}

async function checked(bench: ImportBench): Promise<Import> {
  return bench.check(list(), { list: 'All' });
}
const begin = (bench: ImportBench, id: string) => bench.tx((tx) => setStatus(tx, id, 'importing'));

describe('a process that is killed', () => {
  test('in the middle of a check leaves nothing, and the job checks again', async () => {
    const bench = await tests.bench();
    const { id } = await bench.upload(list(filler));
    await bench.tx((tx) =>
      startCheck(tx, id, {
        ...usualOptions,
        historicConsent: olderConsents,
        list: 'All',
        programId: bench.program.id,
      }),
    );
    await killAfter(1, checkTask, bench, id);
    expect((await bench.tx((tx) => getImport(tx, id))).status).toBe('checking');
    expect((await bench.tx((tx) => tx.query('select 1 from import_staging'))).rows).toEqual([]);
    await runCheck(bench.ctx, bench.scope, id, never);
    await commitImport(bench.ctx, bench.scope, id);
    await expectAllIsThere(bench, id);
  });

  test.each([2, 5, 7, 8, 9, 10, 11])(
    'in the middle of an import (after %i transactions) is taken over where it stood',
    async (steps) => {
      const bench = await tests.bench();
      const { id } = await checked(bench);
      await begin(bench, id);
      await killAfter(steps, commitTask, bench, id);
      expect((await bench.tx((tx) => getImport(tx, id))).status).toBe('importing');
      // People may wait on the list, and there is no list yet by which anybody could find them.
      const lists = await bench.tx((tx) => tx.query('select 1 from contact_list'));
      expect(lists.rows).toEqual([]);
      await runCommit(bench.ctx, bench.scope, id, never);
      await expectAllIsThere(bench, id);
    },
  );
});

describe('a database that goes away', () => {
  test.each([1, 3, 4, 6, 8, 9, 10, 11, 12])(
    'in transaction %i of an import is waited for, and nothing is lost or doubled',
    async (nth) => {
      const bench = await tests.bench();
      const { id } = await checked(bench);
      await begin(bench, id);
      const job = importJobs(async () => new Set())[commitTask];
      const payload = { workspaceId: bench.scope.workspaceId, importId: id, actor: bench.scope.actor };
      await expect(job?.(dyingAt(nth, bench.ctx), payload, never)).rejects.toThrow(
        'The database cannot be reached',
      );
      expect((await bench.tx((tx) => getImport(tx, id))).status).toBe('importing');
      await job?.(bench.ctx, payload, never);
      await expectAllIsThere(bench, id);
    },
  );

  test('and comes back after a crash without what was staged has the file read again', async () => {
    const bench = await tests.bench();
    const { id } = await checked(bench);
    await begin(bench, id);
    await expect(runCommit(dyingAt(11, bench.ctx), bench.scope, id, never)).rejects.toThrow();
    // A crash empties unlogged tables.
    await bench.tx((tx: Tx) => tx.query('delete from import_staging'));
    await bench.tx((tx: Tx) => tx.query('delete from import_opt_out'));
    await runCommit(bench.ctx, bench.scope, id, never);
    await expectAllIsThere(bench, id);
  });
});

test('two processes that import the same file at once do it once', async () => {
  const bench = await tests.bench();
  const { id } = await checked(bench);
  await begin(bench, id);
  await Promise.all([
    runCommit(bench.ctx, bench.scope, id, never),
    runCommit(bench.ctx, bench.scope, id, never),
  ]);
  const people = await bench.people();
  expect(people.size).toBe(3_500);
  expect(await bench.tx((tx) => verifyConsentChain(tx))).toMatchObject({ events: 3_500, isIntact: true });
});

test('a process that ends in peace puts the rest of the work down for the next', async () => {
  const bench = await tests.bench();
  const { id } = await bench.upload(list());
  const ending = AbortSignal.abort();
  const jobs = importJobs(async () => new Set());
  const put: string[] = [];
  const ctx = withJobs(bench.ctx, put);
  await requestCheck(ctx, bench.scope, id, {
    ...usualOptions,
    historicConsent: olderConsents,
    list: 'All',
    programId: bench.program.id,
  });
  const payload = { workspaceId: bench.scope.workspaceId, importId: id, actor: bench.scope.actor };
  await jobs[checkTask]?.(ctx, payload, ending);
  expect((await bench.tx((tx) => getImport(tx, id))).status).toBe('checking');
  expect(put).toEqual([checkTask, checkTask]);
  expect(await ctx.db.tx(bench.scope.workspaceId, resumeImports)).toBe(1);
  expect(put).toEqual([checkTask, checkTask, checkTask]);
});

/** Notes down which jobs are put down, since the library's own tables are not in this database. */
function withJobs(ctx: Context, put: string[]): Context {
  const tx: Context['db']['tx'] = (workspaceId, work) =>
    ctx.db.tx(workspaceId, (inside) => {
      const query = inside.query.bind(inside);
      const noting = (statement: { text?: string; values?: readonly unknown[] }) => {
        if (statement.text?.includes('enqueue_job')) put.push(String(statement.values?.[0]));
        return statement.text?.includes('enqueue_job')
          ? Promise.resolve({ rows: [], rowCount: 0 })
          : query(statement as never);
      };
      const either = (...args: Parameters<typeof query>) =>
        typeof args[0] === 'object' ? noting(args[0]) : query(...args);
      return work(Object.assign(inside, { query: either }) as Tx);
    });
  return { ...ctx, db: { ...ctx.db, tx } };
}
