import { type Gateway, messageOfReference } from '../../server/src/gateways/index.ts';
import type { Context } from '../../server/src/platform/context.ts';
import { silentLog } from '../../server/src/platform/log.ts';
import { silentMeter } from '../../server/src/platform/metrics/meter.ts';
import { openTracer } from '../../server/src/platform/tracing/tracer.ts';
import { openApi } from './api.ts';
import { type Carrier, openCarrier } from './carrier.ts';
import { placeCast, startsAtMs } from './cast.ts';
import { startWorker, type Worker } from './crew.ts';
import { openMemoryDatabase } from './database.ts';
import { openDice } from './dice.ts';
import { openIdlers } from './due.ts';
import { instanceId } from './instance.ts';
import { judgeEnd } from './judge-end.ts';
import { openMemoryStore, receiptStore } from './memory-store.ts';
import type { Scenario } from './scenario.ts';
import { openLife, openScheduler, type Scheduler } from './scheduler.ts';
import { emptyTables, type Ground } from './tables.ts';
import { type Meddling, makePeace, openMeddler, planOutside } from './troubles.ts';
import { openWatch, type Watch } from './watch.ts';
import type { Breakage, World } from './world.ts';

export type WorldOptions = {
  seed: number;
  scenario: Scenario;
  breakage?: Breakage;
  /** One meddling at one step, instead of those that chance brings. */
  exactly?: { atStep: number; what: Meddling };
  trace?: (line: string) => void;
};

export type Ending = {
  /** What must not happen and did, in sentences; empty when all is well. */
  wrong: string[];
  steps: number;
  accepted: number;
  unknown: number;
};

// A world that is still busy by then never comes to its end.
const tracer = openTracer();
const stepsAtMost = 60_000;

/** Runs one world from its seed to its end, and says what went wrong in it. */
export async function runWorld(options: WorldOptions): Promise<Ending> {
  const { scenario } = options;
  const scheduler = openScheduler(options.trace);
  const world = build(options, scheduler);
  const { watch, carrier, tables } = world;
  const api = openApi(world);
  world.ears.hear = api.takeReceipt;
  const crew = hireCrew(world);
  planOutside(world, api);
  scheduler.after(openLife('peace'), scenario.peaceFromMs, 'peace', () => makePeace(world, api));
  const meddle = openMeddler(world, crew, api, options.exactly ?? null);
  await scheduler.run({
    isOver: () => watch.wrong.length > 0 || scheduler.steps() >= stepsAtMost,
    meddle,
  });
  const wrong = [...watch.wrong];
  if (wrong.length === 0 && scheduler.steps() >= stepsAtMost) wrong.push('It never comes to rest.');
  if (wrong.length === 0) wrong.push(...judgeEnd(world));
  let unknown = 0;
  for (const { committed } of tables.messages.rows.values())
    if (committed?.status === 'unknown') unknown += 1;
  return { wrong, unknown, steps: scheduler.steps(), accepted: carrier.ledger.length };
}

function build({ seed, scenario, breakage = {} }: WorldOptions, scheduler: Scheduler): World {
  const dice = openDice(seed);
  const tables = emptyTables();
  placeCast(tables, scenario, dice);
  const { usualMs, slow, slowMs } = scenario.latency;
  const watch: Watch = openWatch(tables, scenario, scheduler.nowMs, () => carrier.lost);
  const idlers = openIdlers(scheduler, tables, dice.between);
  const database = openMemoryDatabase({
    scheduler,
    dice,
    latencyMs: () => (slow > 0 && dice.chance(slow) ? dice.between(0, slowMs) : dice.between(0.01, usualMs)),
    onCommit(txn, before) {
      watch.onCommit(txn, before);
      if (before.size > 0) idlers.onCommit();
    },
    ...(breakage.losesLastMs === undefined ? {} : { losesLastMs: breakage.losesLastMs }),
  });
  const ground: Ground = { tables, statement: database.statement, nowMs: scheduler.nowMs, dice };
  const store = openMemoryStore(ground, () => {});
  const receipts = receiptStore(ground);
  const ears: World['ears'] = { hear: () => {} };
  const carrier: Carrier = openCarrier({
    scheduler,
    dice,
    scenario,
    onLeaves: (life, reference) => watch.onLeaves(life, messageOfReference(instanceId, reference) ?? 0),
    onAccepted: (accepted) => watch.onAccepted(accepted, carrier.ledger),
    report: (receipt, taken) => ears.hear(receipt, taken),
  });
  const gatewayOf = breakage.gateway ?? ((gateway: Gateway) => gateway);
  return {
    scenario,
    scheduler,
    dice,
    tables,
    database,
    idlers,
    watch,
    ears,
    store: { ...store, ...breakage.store?.(store, ground) },
    receipts: { ...receipts, ...breakage.receipts?.(receipts, ground) },
    timing: { ...scenario.timing, ...breakage.timing },
    carrier: { ...carrier, gatewayFor: (life) => gatewayOf(carrier.gatewayFor(life)) },
    contextOf(life) {
      // No two machines have the same time, and none knows when another was started.
      const skewMs = dice.between(-300, 300);
      const bootMs = dice.whole(0, 1_000_000);
      return {
        db: database.dbOf(life),
        log: silentLog,
        meter: silentMeter,
        tracer,
        clock: {
          now: () => new Date(startsAtMs + scheduler.nowMs() + skewMs),
          monotonicMs: () => bootMs + scheduler.nowMs(),
          isRehearsal: false,
        },
        // Keys of lists that nobody stands on here.
        secrets: { signWithEach: () => [] as string[] },
      } as unknown as Context;
    },
  };
}

function hireCrew(world: World) {
  const { scheduler, dice, scenario, database } = world;
  const office = openLife('office');
  const workers: Worker[] = [];
  let hired = 0;
  function hire(): void {
    hired += 1;
    const worker = startWorker(world, `worker-${hired}`, () => replace(worker));
    workers.push(worker);
  }
  function replace(worker: Worker): void {
    workers.splice(workers.indexOf(worker), 1);
    scheduler.after(office, dice.between(1, 3_000), 'a worker is hired', hire);
  }
  for (let count = 0; count < scenario.workers; count += 1) hire();
  return {
    workers: () => workers,
    kill(worker: Worker) {
      worker.life.isDead = true;
      database.forget(worker.life);
      replace(worker);
    },
  };
}
