import { randomUUID } from 'node:crypto';
import { optOut } from '../src/contacts/index.ts';
import { openCodeReach } from '../src/coupons/index.ts';
import { leaseChunks, readChunk } from '../src/dispatch/chunk.queries.ts';
import { noDesk } from '../src/dispatch/desk.ts';
import { openHoursMemory } from '../src/dispatch/hours-memory.ts';
import { enqueueRun, startRun } from '../src/dispatch/index.ts';
import { insertIntent } from '../src/dispatch/intent.queries.ts';
import { lanes } from '../src/dispatch/lane.ts';
import { openLateAnswers } from '../src/dispatch/late-answers.ts';
import { openLeaving } from '../src/dispatch/leaving.ts';
import { openDispatchMeters } from '../src/dispatch/meters.ts';
import { openSilence } from '../src/dispatch/silence.ts';
import type { Tools } from '../src/dispatch/steps/step.ts';
import { sqlStore } from '../src/dispatch/store.ts';
import { openSwitchboard } from '../src/dispatch/switchboard.ts';
import { openWire } from '../src/dispatch/wire.ts';
import { workChunk } from '../src/dispatch/work-chunk.ts';
import { callAfter } from '../src/dispatch/worker.ts';
import { openGateways } from '../src/gateways/index.ts';
import { countByStatus } from '../src/messages/index.ts';
import type { Tx } from '../src/platform/db/pool.ts';
import type { TestDatabase } from './database.ts';
import { type FakeCarrier, fakeCarrier } from './fake-gateway.ts';
import { type SendingFixture, sendingFixture, testContext } from './sending.ts';

const shortTiming = { leaseMs: 30_000, guardMs: 5_000, submitTimeoutMs: 1_000, settleMs: 0 };

/** A workspace ready to send, a carrier inside the test, and the tools of a worker. */
export async function stage(
  database: TestDatabase,
  people = 3,
  carrier: FakeCarrier = fakeCarrier(),
  origin?: string,
) {
  const ctx = { ...testContext(database.worker), origin };
  const fixture = await sendingFixture(ctx, carrier.adapter, people);
  const gateways = openGateways(ctx, [carrier.adapter]);
  const tools: Tools = {
    ctx,
    store: sqlStore,
    timing: shortTiming,
    instanceId: 'test',
    inFlightCap: 100,
    signal: new AbortController().signal,
    wait: async () => {},
    desk: noDesk,
    after: callAfter,
    random: Math.random,
    late: openLateAnswers(),
    leaving: openLeaving(() => ctx.clock.monotonicMs()),
    wire: openWire(new AbortController().signal, () => ctx.clock.monotonicMs()),
    foresight: new Map(),
    habits: new Map(),
    meters: openDispatchMeters(ctx.meter),
    silence: openSilence(),
    hours: openHoursMemory(sqlStore),
    codes: openCodeReach(),
    switchboard: openSwitchboard({ ctx, store: sqlStore }),
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
export type Stage = Awaited<ReturnType<typeof stage>>;

export async function launch(
  on: Stage,
  body = 'Bakery: fresh bread, {{ first_name }}. Reply STOP to end',
  fixture: SendingFixture = on.fixture,
  texts: Readonly<Record<string, string>> = {},
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
      texts,
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

const leaseWish = (on: Stage) => ({
  worker: 'worker',
  at: on.ctx.clock.now(),
  lanes: [...lanes],
  most: 100,
  leaseMs: 30_000,
  deaf: [],
});

// Other tests of this file have chunks of their own in the same database; each works through its own workspace's.
export async function leaseOwn(on: Stage) {
  const leases = await on.ctx.db.system((tx) => leaseChunks(tx, leaseWish(on)));
  return leases.filter((lease) => lease.workspaceId === on.fixture.workspaceId);
}

export async function workAll(on: Stage) {
  for (let leases = await leaseOwn(on); leases.length > 0; leases = await leaseOwn(on)) {
    for (const lease of leases) await workChunk(on.tools, on.gateways, lease);
  }
}

/** Somebody answers STOP: what that leaves on record, without the look for texts that wait. */
export function leave(on: Pick<Stage, 'ctx' | 'fixture'>, tx: Tx, number: string): Promise<unknown> {
  return optOut(tx, on.ctx, {
    ...{ number, brandId: on.fixture.program.brandId, method: 'reply', occurredAt: on.ctx.clock.now() },
    ...{ evidence: {}, actor: 'system:test' },
  });
}

export const counts = (on: Stage, runId: string) => on.in((tx) => countByStatus(tx, runId));

export async function expireLeases(on: Stage) {
  await on.in((tx) =>
    tx.query(
      `update send_chunk set lease_until = clock_timestamp() - interval '1 second' where state = 'leased'`,
    ),
  );
}

/** A worker that dies after its intent: the chunk stays leased, the positions announced. */
export async function dieAfterIntent(on: Stage, positions: number[]) {
  const [lease] = await leaseOwn(on);
  if (!lease) throw new Error('There is no chunk to die with.');
  const chunk = (await on.in((tx) => readChunk(tx, lease)))?.chunk;
  if (!chunk) throw new Error('The chunk is not ours.');
  await on.in((tx) => insertIntent(tx, chunk, 1, positions, on.fixture.gatewayId));
  await expireLeases(on);
  return chunk;
}
