import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { type FakeCarrier, fakeCarrier } from '../../test/fake-gateway.ts';
import { type SendingFixture, sendingFixture, testContext } from '../../test/sending.ts';
import { optOut } from '../contacts/index.ts';
import { openGateways } from '../gateways/index.ts';
import { countByStatus, listMessagesOfContact } from '../messages/index.ts';
import { insertIntent, leaseChunks, lockChunk } from './chunk.queries.ts';
import { countRun, enqueueRun, queueText, setRunState, startRun, stopQueuedFor } from './index.ts';
import { reconcileUnknown } from './reconcile.ts';
import type { Tools } from './steps/step.ts';
import { workChunk } from './work-chunk.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const shortTiming = { leaseMs: 30_000, guardMs: 5_000, submitTimeoutMs: 1_000, settleMs: 0 };

async function stage(people = 3, carrier: FakeCarrier = fakeCarrier()) {
  const ctx = testContext(database.worker);
  const fixture = await sendingFixture(ctx, carrier.adapter, people);
  const gateways = openGateways(ctx, [carrier.adapter]);
  const tools: Tools = {
    ctx,
    timing: shortTiming,
    instanceId: 'test',
    inFlightCap: 100,
    signal: new AbortController().signal,
  };
  return {
    ctx,
    carrier,
    fixture,
    gateways,
    tools,
    in: <T>(work: Parameters<typeof ctx.db.tx<T>>[1]) => ctx.db.tx(fixture.workspaceId, work),
  };
}
type Stage = Awaited<ReturnType<typeof stage>>;

async function launch(
  on: Stage,
  body = 'Bakery: fresh bread, {{ first_name }}. Reply STOP to end',
  fixture: SendingFixture = on.fixture,
) {
  const runId = randomUUID();
  await on.in(async (tx) => {
    const { program, sender } = fixture;
    await startRun(tx, {
      id: runId,
      programId: program.id,
      brandId: program.brandId,
      purpose: 'marketing',
      senderId: sender.id,
      body,
    });
    await enqueueRun(tx, {
      runId,
      lane: 'marketing',
      senderId: sender.id,
      notBefore: on.ctx.clock.now(),
      audienceSql: { text: 'select id from contact where workspace_id = $1', values: [fixture.workspaceId] },
    });
  });
  return runId;
}

// Other tests of this file have chunks of their own in the same database; each works through its own workspace's.
async function leaseOwn(on: Stage) {
  const leases = await on.ctx.db.system((tx) => leaseChunks(tx, 'worker', on.ctx.clock.now(), 100, 30_000));
  return leases.filter((lease) => lease.workspaceId === on.fixture.workspaceId);
}

async function workAll(on: Stage) {
  for (let leases = await leaseOwn(on); leases.length > 0; leases = await leaseOwn(on)) {
    for (const lease of leases) await workChunk(on.tools, on.gateways, lease);
  }
}

const counts = (on: Stage, runId: string) => on.in((tx) => countByStatus(tx, runId));

async function expireLeases(on: Stage) {
  await on.in((tx) =>
    tx.query(
      `update send_chunk set lease_until = clock_timestamp() - interval '1 second' where state = 'leased'`,
    ),
  );
}

/** A worker that dies after its intent: the chunk stays leased, the positions announced. */
async function dieAfterIntent(on: Stage, positions: number[]) {
  const [lease] = await leaseOwn(on);
  if (!lease) throw new Error('There is no chunk to die with.');
  const chunk = await on.in((tx) => lockChunk(tx, lease));
  if (!chunk) throw new Error('The chunk is not ours.');
  await on.in((tx) => insertIntent(tx, chunk, 1, positions));
  await expireLeases(on);
  return chunk;
}

describe('a run', () => {
  test('reaches everybody once, with their own words', async () => {
    const on = await stage(3);
    const runId = await launch(on);
    await workAll(on);
    expect(on.carrier.accepted.map((one) => one.to).sort()).toEqual(
      on.fixture.people.map((one) => one.number).sort(),
    );
    expect(on.carrier.accepted.find((one) => one.to === '+12125550101')?.body).toBe(
      'Bakery: fresh bread, Person 1. Reply STOP to end',
    );
    expect(await counts(on, runId)).toEqual({ accepted: 3 });
  });

  test('of more people than a chunk holds is split and loses nobody', async () => {
    const on = await stage(1203);
    const runId = await launch(on);
    await workAll(on);
    expect(new Set(on.carrier.accepted.map((one) => one.to)).size).toBe(1203);
    expect(on.carrier.accepted).toHaveLength(1203);
    expect(await counts(on, runId)).toEqual({ accepted: 1203 });
  });

  test('that is paused sends nothing until it is resumed', async () => {
    const on = await stage(2);
    const runId = await launch(on);
    await on.in((tx) => setRunState(tx, runId, 'paused'));
    await workAll(on);
    expect(on.carrier.accepted).toEqual([]);
    await on.in((tx) => setRunState(tx, runId, 'running'));
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(2);
  });

  test('that is stopped sends nothing more and says how many it left out', async () => {
    const on = await stage(2);
    const runId = await launch(on);
    await on.in((tx) => setRunState(tx, runId, 'stopped'));
    await workAll(on);
    expect(on.carrier.accepted).toEqual([]);
    expect(await on.in((tx) => countRun(tx, runId, on.ctx.clock.now()))).toEqual({
      queued: 0,
      stopped: 2,
      held: [],
    });
  });

  test('waits while the workspace has stopped all sending', async () => {
    const on = await stage(1);
    await launch(on);
    await on.in((tx) => tx.query('update workspace set is_sending_stopped = true'));
    await workAll(on);
    expect(on.carrier.accepted).toEqual([]);
  });
});

describe('a person', () => {
  test('who opted out after the launch is dropped and the text says why', async () => {
    const on = await stage(2);
    const [leaver] = on.fixture.people;
    if (!leaver) throw new Error('nobody');
    const runId = await launch(on);
    await on.in((tx) =>
      optOut(tx, on.ctx, {
        number: leaver.number,
        brandId: on.fixture.program.brandId,
        method: 'reply',
        occurredAt: on.ctx.clock.now(),
        evidence: {},
        actor: 'system:test',
      }),
    );
    await workAll(on);
    expect(on.carrier.accepted.map((one) => one.to)).not.toContain(leaver.number);
    const [text] = await on.in((tx) => listMessagesOfContact(tx, leaver.id));
    expect(text).toMatchObject({ campaign_id: runId, status: 'suppressed', reason: 'contact.opted_out' });
  });

  test('who opts out while they wait is stopped in that very transaction', async () => {
    const on = await stage(2);
    const [leaver] = on.fixture.people;
    if (!leaver) throw new Error('nobody');
    const runId = await launch(on);
    const { brandId } = on.fixture.program;
    const stopped = await on.in(async (tx) => {
      await optOut(tx, on.ctx, {
        number: leaver.number,
        brandId,
        method: 'reply',
        occurredAt: on.ctx.clock.now(),
        evidence: {},
        actor: 'system:test',
      });
      return stopQueuedFor(tx, on.ctx, { contactId: leaver.id, brandId });
    });
    expect(stopped).toBe(1);
    expect(await counts(on, runId)).toEqual({ suppressed: 1 });
    expect(await on.in((tx) => countRun(tx, runId, on.ctx.clock.now()))).toMatchObject({ queued: 1 });
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(1);
    expect(await counts(on, runId)).toEqual({ suppressed: 1, accepted: 1 });
  });

  test('for whom it is night is held until morning in their own zone, and texted then', async () => {
    const on = await stage(2);
    const [, western] = on.fixture.people;
    if (!western) throw new Error('nobody');
    await on.in((tx) =>
      tx.query(`update contact set time_zone = 'Pacific/Honolulu' where id = $1`, [western.id]),
    );
    const runId = await launch(on);
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(1);
    expect(await on.in((tx) => countRun(tx, runId, on.ctx.clock.now()))).toEqual({
      queued: 0,
      stopped: 0,
      held: [
        {
          until: new Date('2026-11-24T18:00:00Z'),
          reason: 'quiet_hours: 07:00 in Pacific/Honolulu',
          count: 1,
        },
      ],
    });
    on.ctx.clock.moveTo('2026-11-24T18:00:00Z');
    await workAll(on);
    expect(on.carrier.accepted.map((one) => one.to)).toContain(western.number);
    const [text] = await on.in((tx) => listMessagesOfContact(tx, western.id));
    expect(text).toMatchObject({ status: 'accepted', held_reason: 'quiet_hours: 07:00 in Pacific/Honolulu' });
  });

  test('whose value was removed since the launch gets a reason and not a text with a hole in it', async () => {
    const on = await stage(1);
    await on.in((tx) => tx.query('update contact set first_name = null'));
    const runId = await launch(on);
    await workAll(on);
    expect(on.carrier.accepted).toEqual([]);
    expect(await counts(on, runId)).toEqual({ suppressed: 1 });
  });
});

describe('when a worker dies', () => {
  test('before its intent, its chunk simply goes out with the next worker', async () => {
    const on = await stage(3);
    await launch(on);
    await leaseOwn(on);
    await expireLeases(on);
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(3);
  });

  test('after its intent, exactly the announced texts are unknown and the others go out', async () => {
    const on = await stage(3);
    const runId = await launch(on);
    await dieAfterIntent(on, [0, 1]);
    await workAll(on);
    expect(on.carrier.accepted.map((one) => one.to)).toEqual(['+12125550102']);
    expect(await counts(on, runId)).toEqual({ unknown: 2, accepted: 1 });
  });

  test('what the carrier had is found by asking and not sent again', async () => {
    const on = await stage(1);
    const runId = await launch(on);
    const chunk = await dieAfterIntent(on, [0]);
    on.carrier.accepted.push({
      reference: `test.${chunk.baseId.toString(36)}`,
      tag: '',
      from: '',
      to: '+12125550100',
      body: '',
    });
    await workAll(on);
    await reconcileUnknown(on.tools, on.gateways);
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(1);
    expect(await counts(on, runId)).toEqual({ accepted: 1 });
  });

  test('what the carrier never had goes out once more, under the same reference', async () => {
    const on = await stage(1);
    const runId = await launch(on);
    const chunk = await dieAfterIntent(on, [0]);
    await workAll(on);
    await reconcileUnknown(on.tools, on.gateways);
    expect(await on.in((tx) => countRun(tx, runId, on.ctx.clock.now()))).toMatchObject({ queued: 1 });
    await workAll(on);
    expect(on.carrier.accepted.map((one) => one.reference)).toEqual([`test.${chunk.baseId.toString(36)}`]);
    expect(await counts(on, runId)).toEqual({ accepted: 1 });
  });

  test('and the carrier cannot be asked, the text stays unknown and is never sent again', async () => {
    const on = await stage(1, fakeCarrier('E'));
    const runId = await launch(on);
    await dieAfterIntent(on, [0]);
    await workAll(on);
    await reconcileUnknown(on.tools, on.gateways);
    await workAll(on);
    expect(on.carrier.accepted).toEqual([]);
    expect(await counts(on, runId)).toEqual({ unknown: 1 });
  });
});

describe('the answer of the carrier', () => {
  const answering = async (answer: FakeCarrier['answer'], people = 1) => {
    const on = await stage(people);
    on.carrier.answer = answer;
    const runId = await launch(on);
    await workAll(on);
    return { on, runId };
  };

  test('that is lost leaves the text unknown; the carrier had it, so it is not sent again', async () => {
    const { on, runId } = await answering(() => ({
      outcome: { kind: 'unknown', sentence: 'reset' },
      took: true,
    }));
    expect(await counts(on, runId)).toEqual({ unknown: 1 });
    await reconcileUnknown(on.tools, on.gateways);
    await workAll(on);
    expect(await counts(on, runId)).toEqual({ accepted: 1 });
    expect(on.carrier.accepted).toHaveLength(1);
  });

  test('that refuses a text fails that text with the carrier’s own reason', async () => {
    const { on, runId } = await answering(() => ({
      outcome: { kind: 'refused', code: 'invalid_number', sentence: 'No such number.' },
    }));
    expect(await counts(on, runId)).toEqual({ failed: 1 });
    const [text] = await on.in((tx) => listMessagesOfContact(tx, on.fixture.people[0]?.id ?? 0));
    expect(text).toMatchObject({ reason: 'carrier.invalid_number', reason_detail: 'No such number.' });
  });

  test('that knows of an opt-out makes it ours', async () => {
    const { on } = await answering(() => ({
      outcome: { kind: 'opted_out', code: 'opted_out', sentence: 'Opted out.' },
    }));
    const { rows } = await on.in((tx) => tx.query('select reason from suppression where lifted_at is null'));
    expect(rows).toHaveLength(1);
    await launch(on);
    on.carrier.answer = () => {
      throw new Error('Nothing may be sent to them any more.');
    };
    await workAll(on);
  });

  test('that asks to go slower is obeyed, and the text goes once', async () => {
    const { on, runId } = await answering((submission, tries) =>
      tries === 1
        ? { outcome: { kind: 'throttled', retryAfterMs: 1, sentence: 'slower' } }
        : { outcome: { kind: 'accepted', providerId: submission.reference } },
    );
    expect(await counts(on, runId)).toEqual({ accepted: 1 });
    expect(on.carrier.accepted).toHaveLength(1);
  });

  test('that does not come because the carrier is away blocks the gateway and loses nothing', async () => {
    let isAway = true;
    const { on, runId } = await answering(
      (submission) =>
        isAway
          ? { outcome: { kind: 'unreachable', sentence: 'refused' } }
          : { outcome: { kind: 'accepted', providerId: submission.reference } },
      2,
    );
    expect(await counts(on, runId)).toEqual({});
    const {
      rows: [gateway],
    } = await on.in((tx) => tx.query('select state, state_detail from gateway'));
    expect(gateway).toMatchObject({ state: 'unreachable' });
    isAway = false;
    await on.in((tx) => tx.query('update gateway set blocked_until = null'));
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(2);
    expect((await on.in((tx) => tx.query('select state from gateway'))).rows).toEqual([{ state: 'ok' }]);
  });
});

describe('a process that was frozen after its intent', () => {
  test('hands nothing over when it wakes', async () => {
    const on = await stage(1);
    const runId = await launch(on);
    const monotonic = on.ctx.clock.monotonicMs;
    let calls = 0;
    // The first reading is the intent's, the second comes after ten frozen seconds.
    Object.assign(on.ctx.clock, {
      monotonicMs: () => {
        calls += 1;
        return calls === 1 ? 0 : 10_000;
      },
    });
    const [lease] = await leaseOwn(on);
    if (!lease) throw new Error('nothing to lease');
    await workChunk(on.tools, on.gateways, lease);
    expect(on.carrier.accepted).toEqual([]);
    expect(await counts(on, runId)).toEqual({});
    Object.assign(on.ctx.clock, { monotonicMs: monotonic });
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(1);
  });
});

describe('a single text', () => {
  test('goes to a number that is nobody’s contact, at any hour', async () => {
    const on = await stage(0);
    on.ctx.clock.moveTo('2026-11-25T05:00:00Z');
    await on.in((tx) =>
      queueText(tx, on.ctx, {
        contactId: null,
        number: '+12125550177',
        senderId: on.fixture.sender.id,
        body: 'Bakery: help@example.com',
        kind: 'auto',
        purpose: 'conversational',
        lane: 'conversational',
        reason: 'help',
      }),
    );
    await workAll(on);
    expect(on.carrier.accepted).toMatchObject([{ to: '+12125550177', tag: 'auto:help' }]);
  });
});
