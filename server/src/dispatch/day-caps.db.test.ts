import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { counts, launch, leaseOwn, type Stage, stage as stageOn, workAll } from '../../test/dispatching.ts';
import { fakeCarrier } from '../../test/fake-gateway.ts';
import type { Scope } from '../accounts/index.ts';
import { listAllPaces, setPace } from '../senders/index.ts';
import { queueDirect } from './queue-direct.ts';
import { releaseHeldByDays } from './release-held.ts';
import { workChunk } from './work-chunk.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const subject = 'CABC1:tmobile';
const scopeOf = ({ fixture }: Stage): Scope =>
  ({
    ...{ workspaceId: fixture.workspaceId, actor: 'member:test', permissions: ['senders.write'] },
  }) as unknown as Scope;

/** A number under a registration of which T-Mobile takes so many parts a day, and people whose carriers are known or not. */
async function stage(partsPerDay: number, carriers: readonly (string | null)[], carrier = fakeCarrier()) {
  const on = await stageOn(database, carriers.length, carrier);
  await on.in(async (tx) => {
    await tx.query(`update sender set registration = 'CABC1'`);
    for (const [at, name] of carriers.entries())
      await tx.query('update contact set carrier = $2 where id = $1', [on.fixture.people[at]?.id, name]);
    await setPace(tx, scopeOf(on), { level: 'registration', subject }, { partsPerSecond: 0.01, partsPerDay });
  });
  return on;
}

const today = (on: Stage) =>
  on.in(async (tx) => (await listAllPaces(tx)).find((pace) => pace.subject === subject)?.partsToday);
const news = async () => {
  const { rows } = await database.worker.system((tx) =>
    tx.query<{ payload: string }>('select payload::text as payload from graphile_worker._private_jobs'),
  );
  return rows.map(({ payload }) => payload).join();
};
const held = (on: Stage) =>
  on.in(async (tx) => {
    const { rows } = await tx.query<{ until: Date; reason: string; people: number }>(
      `select not_before as until, held_reason as reason, cardinality(array_remove(recipients, 0)) as people
       from send_chunk where state = 'ready' order by id`,
    );
    return rows;
  });
// The carrier's midnight after noon in New York on that Tuesday.
const midnight = new Date('2026-11-25T08:00:00Z');

describe('what a carrier takes in a day', () => {
  test('leaves at once, and what is more waits for its next midnight; other carriers’ people wait for nothing', async () => {
    const on = await stage(3, [
      'tmobile',
      'att',
      'tmobile',
      'tmobile',
      'verizon',
      'tmobile',
      'tmobile',
      'att',
    ]);
    const runId = await launch(on);
    await workAll(on);
    expect(await counts(on, runId)).toEqual({ accepted: 6 });
    expect(await today(on)).toBe(3);
    expect(await held(on)).toEqual([{ until: midnight, reason: 'carrier_day', people: 2 }]);
  });

  test('counts whoever is with nobody knows whom', async () => {
    const on = await stage(2, [null, 'att', null, null]);
    const runId = await launch(on);
    await workAll(on);
    expect(await counts(on, runId)).toEqual({ accepted: 3 });
    expect(await today(on)).toBe(2);
  });

  test('begins anew with its day', async () => {
    const on = await stage(2, ['tmobile', 'tmobile', 'tmobile']);
    const runId = await launch(on);
    await workAll(on);
    expect(await counts(on, runId)).toEqual({ accepted: 2 });
    await on.in(async (tx) => {
      await tx.query(`update pace set counted_on = counted_on - 1 where parts_per_day is not null`);
      await tx.query(`update send_chunk set not_before = now() - interval '1 year' where state = 'ready'`);
    });
    await workAll(on);
    expect(await counts(on, runId)).toEqual({ accepted: 3 });
    expect(await today(on)).toBe(1);
  });

  test('may be raised, and whoever waited goes', async () => {
    const on = await stage(1, ['tmobile', 'tmobile', 'tmobile']);
    const runId = await launch(on);
    await workAll(on);
    expect(await counts(on, runId)).toEqual({ accepted: 1 });
    const target = { level: 'registration' as const, subject };
    await on.in((tx) => setPace(tx, scopeOf(on), target, { partsPerSecond: 1, partsPerDay: 100 }));
    expect(await news()).toContain('carrier_days.changed');
    await releaseHeldByDays(on.ctx, on.fixture.workspaceId);
    await workAll(on);
    expect(await counts(on, runId)).toEqual({ accepted: 3 });
    expect(await today(on)).toBe(3);
  });

  test('is never exceeded where two chunks see the same rest of a day', async () => {
    const on = await stage(3, ['tmobile', 'tmobile', 'tmobile', 'tmobile']);
    const { bookPace } = on.tools.store;
    let isFirst = true;
    // Between the look of this chunk and its booking, others have had two of the three.
    on.tools.store = {
      ...on.tools.store,
      bookPace: async (tx, ...given) => {
        if (isFirst) await bookPace(tx, [{ level: 'registration', subject, parts: 2 }], false);
        isFirst = false;
        return bookPace(tx, ...given);
      },
    };
    const runId = await launch(on);
    await workAll(on);
    expect(await counts(on, runId)).toEqual({ accepted: 1 });
    expect(await today(on)).toBe(3);
    const waiting = await held(on);
    expect(waiting.map(({ reason }) => reason)).toEqual(['carrier_day', 'carrier_day']);
    expect(waiting.reduce((sum, { people }) => sum + people, 0)).toBe(3);
  });

  test('lets a text go that is longer than a whole day takes, first in it', async () => {
    const on = await stage(1, ['tmobile', 'tmobile']);
    const runId = await launch(on, `Bakery: ${'fresh bread '.repeat(20)} Reply STOP to end`);
    await workAll(on);
    expect(await counts(on, runId)).toEqual({ accepted: 1 });
    expect(await held(on)).toMatchObject([{ reason: 'carrier_day', people: 1 }]);
  });

  test('is given back by what did not leave after all', async () => {
    const carrier = fakeCarrier();
    carrier.answer = (one, tries) =>
      tries === 1
        ? { outcome: { kind: 'throttled', retryAfterMs: 0, sentence: 'Slower.' } }
        : { outcome: { kind: 'accepted', providerId: `fake_${one.reference}` } };
    const on = await stage(3, ['tmobile', 'tmobile', 'tmobile', 'att'], carrier);
    const runId = await launch(on);
    await workAll(on);
    expect(await counts(on, runId)).toEqual({ accepted: 4 });
    expect(await today(on)).toBe(3);
  });
});

describe('the turn of an urgent text, which is booked ahead', () => {
  const queueTo = (
    on: Stage,
    to: { contactId: number | null; number: string },
    purpose: 'transactional' | 'otp' = 'transactional',
  ) => {
    const { program, sender } = on.fixture;
    const shared = { parts: 1, consentEventId: null, metadata: null, template: null, queuedBy: 'key:1' };
    return on.in((tx) =>
      queueDirect(tx, on.ctx, [
        {
          ...{ programId: program.id, brandId: program.brandId, purpose },
          ...{ senderId: sender.id, notBefore: on.ctx.clock.now(), withinMs: null },
          texts: [{ ...to, ...shared, body: 'Bakery: your bread is ready' }],
        },
      ]),
    );
  };
  const stranger = { contactId: null, number: '+13125550199' };
  // A part takes a hundred seconds of the number's, so that what little real time the test takes does not matter.
  const slowNumber = (on: Stage) =>
    on.in((tx) => tx.query(`update pace set parts_per_second = 0.01 where level = 'sender'`));
  const queues = async (on: Stage) =>
    (
      await on.in((tx) =>
        tx.query(
          `select free_at > clock_timestamp() as free, urgent_at > clock_timestamp() as urgent from pace where level = 'sender'`,
        ),
      )
    ).rows;

  test('is counted where the text leaves, in the number’s queues and in the carrier’s day', async () => {
    const on = await stage(3, ['tmobile']);
    await slowNumber(on);
    const { id: contactId = null, number = '' } = on.fixture.people[0] ?? {};
    await queueTo(on, { contactId, number });
    await workAll(on);
    expect(on.carrier.accepted.map(({ to }) => to)).toEqual([number]);
    expect(await today(on)).toBe(1);
    expect(await queues(on)).toEqual([{ free: true, urgent: true }]);
  });

  test('is taken back whole where the text is refused: those behind it wait for nothing', async () => {
    const on = await stage(3, ['tmobile']);
    await slowNumber(on);
    let booked = 0;
    const { bookPace } = on.tools.store;
    on.tools.store = {
      ...on.tools.store,
      bookPace: (...given) => bookPace(...given).finally(() => booked++),
    };
    await queueTo(on, stranger);
    await workAll(on);
    expect(on.carrier.accepted).toEqual([]);
    expect(booked).toBe(1);
    expect(await today(on)).toBe(0);
    expect(await queues(on)).toEqual([{ free: false, urgent: false }]);
  });

  test('is taken back where a number has had its passwords', async () => {
    const on = await stage(3, ['tmobile']);
    const { id: contactId = null, number = '' } = on.fixture.people[0] ?? {};
    await on.in((tx) =>
      tx.query('insert into velocity_limit (workspace_id, per_number) values (current_workspace(), 1)'),
    );
    await queueTo(on, { contactId, number }, 'otp');
    await workAll(on);
    await slowNumber(on);
    await on.in((tx) =>
      tx.query('update pace set free_at = clock_timestamp(), urgent_at = clock_timestamp()'),
    );
    await queueTo(on, { contactId, number }, 'otp');
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(1);
    expect(await today(on)).toBe(1);
    expect(await queues(on)).toEqual([{ free: false, urgent: false }]);
  });

  test('is not taken back from others where the queue was full and nothing had been booked', async () => {
    const on = await stage(3, ['tmobile']);
    await queueTo(on, stranger);
    const [lease] = await leaseOwn(on);
    if (!lease) throw new Error('There is no chunk to work on.');
    await on.in((tx) =>
      tx.query(`update pace set free_at = clock_timestamp() + interval '1 hour', urgent_at = clock_timestamp() + interval '1 hour',
        counted_parts = 2, counted_on = (clock_timestamp() at time zone 'America/Los_Angeles')::date`),
    );
    await workChunk(on.tools, on.gateways, lease);
    expect(on.carrier.accepted).toEqual([]);
    expect(await today(on)).toBe(2);
    expect(await queues(on)).toEqual([{ free: true, urgent: true }]);
  });
});
