import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testContext } from '../../test/context.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';
import { fictionalNumbers, newContacts, newMembers, newProgram } from '../../test/people.ts';
import type { Context } from '../platform/context.ts';
import type { Db, Tx } from '../platform/db/pool.ts';
import { type OptOut, optOut, optOutMany } from './opt-out.ts';
import type { Program } from './program.ts';
import { recordConsents } from './record-consent.ts';
import { rejoin } from './rejoin.ts';
import { loadConsents, lockConsents } from './standing.queries.ts';
import { verifyConsentChain } from './verify-consent-chain.ts';

const number = '+12025550101';
let database: TestDatabase;
let ctx: Context;
let workspaceId: string;
let offers: Program;

beforeAll(async () => {
  database = await cloneDatabase();
  ctx = testContext(database.db);
});
afterAll(() => database.drop());
beforeEach(async () => {
  workspaceId = await newWorkspace(database.db);
  offers = await newProgram(ctx, workspaceId);
});

/** A transaction that has done its work and is kept from committing until it is told. */
async function holdOpen<T>(
  db: Db,
  work: (tx: Tx) => Promise<T>,
): Promise<{ result: T; pid: number; commit(): Promise<void> }> {
  const done = Promise.withResolvers<{ result: T; pid: number }>();
  const may = Promise.withResolvers<void>();
  const ended = db.tx(workspaceId, async (tx) => {
    const pid = await pidOf(tx);
    done.resolve({ result: await work(tx), pid });
    await may.promise;
  });
  const commit = () => {
    may.resolve();
    return ended;
  };
  return { ...(await Promise.race([done.promise, ended.then(() => done.promise)])), commit };
}

/** A transaction that is expected to wait for the one with that pid; resolves once the database says that it does. */
async function startWaitingFor<T>(
  db: Db,
  blocker: number,
  work: (tx: Tx) => Promise<T>,
): Promise<{ result: Promise<T> }> {
  const pid = Promise.withResolvers<number>();
  const result = db.tx(workspaceId, async (tx) => {
    pid.resolve(await pidOf(tx));
    return work(tx);
  });
  const waiting = await pid.promise;
  await database.migrator.system(async (tx) => {
    for (;;) {
      const { rows } = await tx.query<{ isBlocked: boolean }>(
        'select $2 = any(pg_blocking_pids($1)) as "isBlocked"',
        [waiting, blocker],
      );
      if (rows[0]?.isBlocked) return;
    }
  });
  return { result };
}

async function pidOf(tx: Tx): Promise<number> {
  return (await tx.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid ?? 0;
}

const asked = (numbers = [number]) => ({ programId: offers.id, brandId: offers.brandId, numbers });
const stop = (): OptOut => ({
  number,
  brandId: offers.brandId,
  method: 'reply',
  occurredAt: ctx.clock.now(),
  evidence: {},
  actor: 'system:test',
});
const grant = (of: readonly { number: string; contactId: number }[]) => ({
  programId: offers.id,
  brandId: offers.brandId,
  actor: 'system:test',
  grants: of.map((one) => ({
    ...one,
    method: 'import',
    occurredAt: ctx.clock.now(),
    wordsShown: null,
    evidence: {},
  })),
});

describe('while a STOP is in flight', () => {
  test('a dispatcher waits for it and then sees that the person has left', async () => {
    await database.db.tx(workspaceId, (tx) => newMembers(tx, ctx, offers, [number]));
    const stopping = await holdOpen(database.db, (tx) => optOut(tx, ctx, stop()));
    const dispatch = await startWaitingFor(database.worker, stopping.pid, (tx) => lockConsents(tx, asked()));
    await stopping.commit();
    expect((await dispatch.result).get(number)).toEqual({
      status: 'opted_out',
      eventId: 2,
      ...{ level: 'pewc_attested', levelExpiresAt: null },
      isSuppressed: true,
    });
  });

  test('somebody who only looks would still see the consent: the lock is what protects', async () => {
    await database.db.tx(workspaceId, (tx) => newMembers(tx, ctx, offers, [number]));
    const stopping = await holdOpen(database.db, (tx) => optOut(tx, ctx, stop()));
    const seen = await database.worker.tx(workspaceId, (tx) => loadConsents(tx, asked()));
    expect(seen.get(number)).toMatchObject({ status: 'opted_in', isSuppressed: false });
    await stopping.commit();
  });

  test('an import of that number waits for it and leaves the person out', async () => {
    const [id = 0] = await database.db.tx(workspaceId, (tx) => newContacts(tx, [number]));
    const stopping = await holdOpen(database.db, (tx) => optOut(tx, ctx, stop()));
    const importing = await startWaitingFor(database.worker, stopping.pid, (tx) =>
      recordConsents(tx, ctx, grant([{ number, contactId: id }])),
    );
    await stopping.commit();
    expect((await importing.result).get(number)).toBe('opted_out');
  });

  test('the same STOP, delivered a second time, waits and finds it done', async () => {
    const stopping = await holdOpen(database.db, (tx) => optOut(tx, ctx, stop()));
    const again = await startWaitingFor(database.worker, stopping.pid, (tx) => optOut(tx, ctx, stop()));
    await stopping.commit();
    expect(await again.result).toEqual({ eventId: stopping.result.eventId, wasOptedOut: true });
  });
});

describe('a STOP waits', () => {
  test('for the intent that was there before it, and nothing goes out after it', async () => {
    await database.db.tx(workspaceId, (tx) => newMembers(tx, ctx, offers, [number]));
    const dispatching = await holdOpen(database.worker, (tx) => lockConsents(tx, asked()));
    expect(dispatching.result.get(number)?.status).toBe('opted_in');
    const stopping = await startWaitingFor(database.db, dispatching.pid, (tx) => optOut(tx, ctx, stop()));
    await dispatching.commit();
    expect((await stopping.result).wasOptedOut).toBe(false);
    const after = await database.worker.tx(workspaceId, (tx) => lockConsents(tx, asked()));
    expect(after.get(number)).toMatchObject({ status: 'opted_out', isSuppressed: true });
  });

  test('for the very first of its workspace, and sees what that has written', async () => {
    // A program makes the ledger with its brand; here it is without an end to lock.
    const gone = await database.migrator.tx(workspaceId, (tx) => tx.query('delete from consent_chain'));
    expect(gone.rowCount).toBe(1);
    const first = await holdOpen(database.db, (tx) => optOut(tx, ctx, stop()));
    const second = await startWaitingFor(database.db, first.pid, (tx) => optOut(tx, ctx, stop()));
    await first.commit();
    expect(await second.result).toEqual({ eventId: first.result.eventId, wasOptedOut: true });
    expect(await database.db.tx(workspaceId, (tx) => verifyConsentChain(tx))).toMatchObject({
      isIntact: true,
    });
  });

  test('for an import that is just opening the program to that number, and closes it again', async () => {
    const [id = 0] = await database.db.tx(workspaceId, (tx) => newContacts(tx, [number]));
    const importing = await holdOpen(database.worker, (tx) =>
      recordConsents(tx, ctx, grant([{ number, contactId: id }])),
    );
    const stopping = await startWaitingFor(database.db, importing.pid, (tx) => optOut(tx, ctx, stop()));
    await importing.commit();
    await stopping.result;
    const after = await database.worker.tx(workspaceId, (tx) => lockConsents(tx, asked()));
    expect(after.get(number)).toMatchObject({ status: 'opted_out', isSuppressed: true });
  });

  test('for one number without holding any that comes after it, so that no circle can close', async () => {
    const [first = '', second = ''] = fictionalNumbers(2);
    await database.db.tx(workspaceId, (tx) => newMembers(tx, ctx, offers, [first, second]));
    const dispatching = await holdOpen(database.worker, (tx) => lockConsents(tx, asked([first])));
    const importing = await startWaitingFor(database.db, dispatching.pid, (tx) =>
      optOutMany(tx, ctx, {
        brandId: offers.brandId,
        actor: 'system:test',
        optOuts: [second, first].map((one) => ({
          number: one,
          contactId: null,
          method: 'import',
          occurredAt: ctx.clock.now(),
          evidence: {},
        })),
      }),
    );
    const meanwhile = await database.worker.tx(workspaceId, (tx) => lockConsents(tx, asked([second])));
    expect(meanwhile.get(second)?.status).toBe('opted_in');
    await dispatching.commit();
    expect((await importing.result).size).toBe(2);
  });
});

describe('two dispatchers', () => {
  test('do not wait for each other', async () => {
    await database.db.tx(workspaceId, (tx) => newMembers(tx, ctx, offers, [number]));
    const first = await holdOpen(database.worker, (tx) => lockConsents(tx, asked()));
    const second = await database.worker.tx(workspaceId, (tx) => lockConsents(tx, asked()));
    expect(second).toEqual(first.result);
    await first.commit();
  });
});

test('writers and dispatchers in any order never deadlock, and the chain stays whole', async () => {
  const numbers = fictionalNumbers(60);
  const ids = await database.db.tx(workspaceId, (tx) => newContacts(tx, numbers));
  const people = numbers.map((one, at) => ({ number: one, contactId: ids[at] ?? 0 }));
  const random = seeded(20261124);
  const some = <T>(of: readonly T[]) => of.filter(() => random() < 0.5).sort(() => random() - 0.5);
  let started = 0;
  let wanted = 0;
  const run = (db: Db, work: (tx: Tx) => Promise<unknown>) => {
    wanted += 1;
    // A deadlock would be retried by tx(), which shows as one start more.
    return db.tx(workspaceId, (tx) => {
      started += 1;
      return work(tx);
    });
  };
  const round = () => [
    run(database.db, (tx) => recordConsents(tx, ctx, grant(some(people)))),
    run(database.db, (tx) =>
      optOutMany(tx, ctx, {
        brandId: offers.brandId,
        actor: 'system:test',
        optOuts: some(people).map((one) => ({
          ...one,
          method: 'import',
          occurredAt: ctx.clock.now(),
          evidence: {},
        })),
      }),
    ),
    run(database.db, (tx) => rejoin(tx, ctx, { ...stop(), number: some(numbers)[0] ?? number })),
    run(database.db, (tx) => optOut(tx, ctx, { ...stop(), number: some(numbers)[0] ?? number })),
    ...[1, 2, 3].map(() => run(database.worker, (tx) => lockConsents(tx, asked(some(numbers))))),
  ];
  await Promise.all(Array.from({ length: 12 }, round).flat());
  expect(started).toBe(wanted);
  await database.db.tx(workspaceId, async (tx) => {
    expect(await verifyConsentChain(tx)).toMatchObject({ isIntact: true });
    const standing = await lockConsents(tx, asked(numbers));
    const textedAgainstTheirWill = [...standing.values()].filter(
      (one) => one.status === 'opted_in' && one.isSuppressed,
    );
    expect(textedAgainstTheirWill).toEqual([]);
  });
});

/** Numbers from 0 to 1 that are the same for every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
