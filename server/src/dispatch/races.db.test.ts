import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import {
  counts,
  dieAfterIntent,
  expireLeases,
  launch,
  leaseOwn,
  type Stage,
  stage as stageIn,
  workAll,
} from '../../test/dispatching.ts';
import { optOut, rejoin } from '../contacts/index.ts';
import { listMessagesOfContact } from '../messages/index.ts';
import type { Db } from '../platform/db/pool.ts';
import { clearPositions, insertHeldChunk, readChunk, renewLease } from './chunk.queries.ts';
import { countRun, queueText, setRunState, stopQueuedFor } from './index.ts';
import { reconcileUnknown } from './reconcile.ts';
import { workChunk } from './work-chunk.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const stage = (people?: number) => stageIn(database, people);
const took = { outcome: { kind: 'unknown', sentence: 'reset' }, took: true } as const;

async function workOne(on: Stage) {
  const [lease] = await leaseOwn(on);
  if (!lease) throw new Error('There is nothing to lease.');
  await workChunk(on.tools, on.gateways, lease);
}

const wishOf = (on: Stage, number: string) => ({
  number,
  brandId: on.fixture.program.brandId,
  method: 'reply',
  occurredAt: on.ctx.clock.now(),
  actor: 'system:test',
  evidence: {},
});

const makeUnknownDue = (on: Stage) =>
  on.in((tx) => tx.query("update unknown_text set settle_at = clock_timestamp() - interval '1 second'"));

const isSomebodyWaiting = async (on: Stage) =>
  (await on.in((tx) => tx.query('select from pg_locks where not granted'))).rowCount !== 0;

describe('a worker that is frozen while its intent commits', () => {
  test('does not take the hour of its waking for the hour of its intent', async () => {
    const on = await stage(1);
    await launch(on);
    let frozenMs = 0;
    Object.assign(on.ctx.clock, { monotonicMs: () => frozenMs });
    const { db } = on.ctx;
    // The commit has been answered, and the process sleeps before it reads the answer.
    const freezing: Db = {
      ...db,
      tx: async (workspaceId, work) => {
        const result = await db.tx(workspaceId, work);
        const { rowCount } = await on.in((tx) => tx.query('select from send_intent'));
        if (rowCount) frozenMs = 60_000;
        return result;
      },
    };
    const [lease] = await leaseOwn(on);
    if (!lease) throw new Error('There is nothing to lease.');
    await workChunk({ ...on.tools, ctx: { ...on.ctx, db: freezing } }, on.gateways, lease);
    expect(on.carrier.accepted).toEqual([]);
  });
});

describe('a worker that is taken for dead while its text is on the wire', () => {
  test('still reports: its answer is better than the guess of the one who took over', async () => {
    const on = await stage(2);
    const runId = await launch(on);
    let isFirst = true;
    on.carrier.meanwhile = async () => {
      if (!isFirst) return;
      isFirst = false;
      await expireLeases(on);
      await workAll(on);
      expect(await counts(on, runId)).toEqual({ unknown: 2 });
    };
    await workOne(on);
    expect(on.carrier.accepted).toHaveLength(2);
    expect(await counts(on, runId)).toEqual({ accepted: 2 });
  });
});

describe('STOP and then START while the text waits in the memory of a worker', () => {
  test('do not let a text leave that has been stopped by name', async () => {
    const on = await stage(2);
    on.tools.inFlightCap = 1;
    const [, second] = on.fixture.people;
    if (!second) throw new Error('nobody');
    on.carrier.meanwhile = async (submission) => {
      if (submission.to === second.number) return;
      await on.in(async (tx) => {
        await optOut(tx, on.ctx, wishOf(on, second.number));
        await stopQueuedFor(tx, on.ctx, { contactId: second.id, brandId: on.fixture.program.brandId });
      });
      await on.in((tx) => rejoin(tx, on.ctx, wishOf(on, second.number)));
    };
    const runId = await launch(on);
    await workAll(on);
    expect(on.carrier.accepted.map((one) => one.to)).not.toContain(second.number);
    expect(await counts(on, runId)).toEqual({ accepted: 1, suppressed: 1 });
  });
});

test('a STOP that waits for a worker who is moving the person to a later hour finds them there', async () => {
  const on = await stage(2);
  const [first] = on.fixture.people;
  if (!first) throw new Error('nobody');
  await launch(on);
  const [lease] = await leaseOwn(on);
  const moved = Promise.withResolvers<void>();
  const mayCommit = Promise.withResolvers<void>();
  const moving = on.in(async (tx) => {
    const chunk = lease && (await readChunk(tx, lease))?.chunk;
    if (!chunk || !(await renewLease(tx, chunk, 30_000))) throw new Error('The chunk is not ours.');
    await insertHeldChunk(tx, chunk, [0], new Date('2026-11-25T13:00:00Z'), 'quiet_hours');
    await clearPositions(tx, chunk, [0]);
    moved.resolve();
    await mayCommit.promise;
  });
  await moved.promise;
  const stopped = on.in((tx) =>
    stopQueuedFor(tx, on.ctx, { contactId: first.id, brandId: on.fixture.program.brandId }),
  );
  while (!(await isSomebodyWaiting(on)));
  mayCommit.resolve();
  await moving;
  expect(await stopped).toBe(1);
});

test('a STOP that comes while an unknown text is put back into the queue finds it there', async () => {
  const on = await stage(1);
  const [person] = on.fixture.people;
  if (!person) throw new Error('nobody');
  await launch(on);
  await dieAfterIntent(on, [0]);
  await workAll(on);
  on.carrier.lookUp = () => ({ kind: 'absent' });
  const isBack = Promise.withResolvers<void>();
  const mayCommit = Promise.withResolvers<void>();
  const noteResent: typeof on.tools.store.noteResent = async (tx, ids) => {
    await on.tools.store.noteResent(tx, ids);
    // What the tests before have left unknown is asked about as well.
    if (tx.workspaceId !== on.fixture.workspaceId) return;
    isBack.resolve();
    await mayCommit.promise;
  };
  await makeUnknownDue(on);
  const asking = reconcileUnknown({ ...on.tools, store: { ...on.tools.store, noteResent } }, on.gateways);
  await isBack.promise;
  let isStopped = false;
  const stopped = on
    .in(async (tx) => {
      await optOut(tx, on.ctx, wishOf(on, person.number));
      return stopQueuedFor(tx, on.ctx, { contactId: person.id, brandId: on.fixture.program.brandId });
    })
    .finally(() => {
      isStopped = true;
    });
  while (!isStopped && !(await isSomebodyWaiting(on)));
  mayCommit.resolve();
  await asking;
  expect(await stopped).toBe(1);
});

describe('asking the carrier', () => {
  test('by two workers at once: an answer that has been overtaken resends nothing', async () => {
    const on = await stage(1);
    await launch(on);
    await dieAfterIntent(on, [0]);
    await workAll(on);
    // The slow one holds its "never had it" while the quick one sends again and loses that answer too.
    let isFirst = true;
    on.carrier.answer = () => took;
    on.carrier.lookUp = async (reference) => {
      const isSlow = isFirst;
      isFirst = false;
      if (!isSlow)
        return on.carrier.accepted.some((one) => one.reference === reference)
          ? { kind: 'found', providerId: 'x' }
          : { kind: 'absent' };
      await makeUnknownDue(on);
      await reconcileUnknown(on.tools, on.gateways);
      await workAll(on);
      return { kind: 'absent' };
    };
    await reconcileUnknown(on.tools, on.gateways);
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(1);
  });

  test('whose list shows nothing, ever, does not make us send for ever', async () => {
    const on = await stage(1);
    const runId = await launch(on);
    on.carrier.answer = () => took;
    on.carrier.lookUp = () => ({ kind: 'absent' });
    for (let round = 0; round < 6; round += 1) {
      await workAll(on);
      await makeUnknownDue(on);
      await reconcileUnknown(on.tools, on.gateways);
    }
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(3);
    expect(await counts(on, runId)).toEqual({ unknown: 1 });
  });

  test('about a text of a run that was stopped: it is stopped, not left waiting', async () => {
    const on = await stage(1);
    const runId = await launch(on);
    await dieAfterIntent(on, [0]);
    await workAll(on);
    await on.in((tx) => setRunState(tx, runId, 'stopped'));
    await reconcileUnknown(on.tools, on.gateways);
    expect(await on.in((tx) => countRun(tx, runId, on.ctx.clock.now()))).toMatchObject({
      queued: 0,
      stopped: 1,
    });
  });
});

describe('a carrier that asks for a long pause', () => {
  test('is not asked again before it is over', async () => {
    const on = await stage(1);
    await launch(on);
    let asked = 0;
    on.carrier.answer = () => {
      asked += 1;
      return { outcome: { kind: 'throttled', retryAfterMs: 60_000, sentence: 'slower' } };
    };
    await workOne(on);
    expect(await leaseOwn(on)).toEqual([]);
    expect(asked).toBe(1);
  });
});

test('an answer that could not leave in time is dropped, and says so', async () => {
  const on = await stage(1);
  const [person] = on.fixture.people;
  if (!person) throw new Error('nobody');
  const answer = {
    contactId: person.id,
    number: person.number,
    senderId: on.fixture.sender.id,
    body: 'You are unsubscribed.',
    kind: 'auto',
    purpose: 'conversational',
    lane: 'conversational',
    reason: 'stop_confirmation',
  } as const;
  await on.in((tx) => queueText(tx, on.ctx, { ...answer, withinMs: 0 }));
  await on.in((tx) => queueText(tx, on.ctx, { ...answer, withinMs: 300_000 }));
  await workAll(on);
  expect(on.carrier.accepted).toHaveLength(1);
  const texts = await on.in((tx) => listMessagesOfContact(tx, person.id));
  expect(texts.map(({ status, reason }) => [status, reason])).toContainEqual(['suppressed', 'text.too_late']);
});
