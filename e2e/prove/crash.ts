import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkTiming, isRunDrained, type Timing } from '../../server/src/dispatch/index.ts';
import { changeGateway } from '../../server/src/gateways/index.ts';
import { roles } from '../../server/src/platform/db/roles.ts';
import { publicId } from '../../server/src/platform/ids.ts';
import { type CarrierProcess, startCarrierProcess } from '../stage/carrier.ts';
import { killProcess, startProcess } from '../stage/processes.ts';
import { seededRandom } from '../stage/random.ts';
import { type Cast, enrol, instanceId, launch, openStage, type Stage } from '../stage/stage.ts';
import { openCallbacks } from './callbacks.ts';
import { createNaiveTable, isNaiveDone } from './naive-table.ts';
import type { CrashOptions } from './options.ts';
import { judgeNaive, judgeRun, type Verdict } from './verdict.ts';

// Shorter than in production, in the same proportions, so that a proof takes seconds and not minutes.
const timing: Timing = { leaseMs: 4_000, guardMs: 1_000, submitTimeoutMs: 2_000, settleMs: 6_000 };
// About one text in forty meets a fault whose outcome the sender cannot know, or a plain refusal.
const faults = [
  'refuse=0.003',
  'throttle=0.005',
  'accept_then_reset=0.005',
  'accept_then_hang=0.002',
  'accept_then_500=0.005',
  'drop_before_accept=0.005',
  'receipt_before_answer=0.02',
  'receipt_duplicate=0.02',
  'receipt_out_of_order=0.02',
];

const workers = 2;
const giveUpAfterMs = 600_000;

export type CrashReport = CrashOptions &
  Partial<Verdict> & {
    kills: number;
    databaseCrashes: number;
    seconds: number;
    isFinished: boolean;
    passed: boolean;
  };

/** Sends, kills, waits until all is quiet, and judges by the carrier's ledger. */
export async function proveCrash(options: CrashOptions, folder: string): Promise<CrashReport> {
  checkTiming(timing, 1_000);
  const stage = await openStage(folder);
  const callbacks = await openCallbacks(stage.ctx);
  const cast = await enrol(stage.ctx, options.texts);
  const carrier = await startCarrierProcess(
    join(folder, 'ledger.ndjson'),
    `${callbacks.url}/callbacks/${cast.gatewayId}`,
    carrierFlags(options.seed),
  );
  await stage.ctx.db.tx(cast.workspaceId, (tx) =>
    changeGateway(
      stage.ctx,
      tx,
      { id: cast.gatewayId },
      { url: carrier.url },
      JSON.stringify({ key: carrier.key, callback_secret: carrier.callbackSecret }),
    ),
  );
  try {
    return options.control
      ? await runNaive(options, stage, cast, carrier)
      : await runOurs(options, stage, cast, carrier);
  } finally {
    await callbacks.close();
    await carrier.stop();
    await stage.close();
  }
}

const carrierFlags = (seed: number) => [
  '--seed',
  String(seed),
  '--latency-ms',
  '5-40',
  '--hang-ms',
  '4000',
  '--listing-lag-ms',
  '500',
  '--reply',
  'stop=0.01',
  ...faults.flatMap((fault) => ['--fault', fault]),
];

async function runOurs(
  options: CrashOptions,
  stage: Stage,
  cast: Cast,
  carrier: CarrierProcess,
): Promise<CrashReport> {
  const runId = await launch(stage.ctx, cast);
  const tag = publicId('cmp', runId);
  const url = stage.embedded.url(roles.worker, 'postgres');
  const startedAt = performance.now();
  const crew = openCrew((name) =>
    startProcess('e2e/prove/worker.ts', [JSON.stringify({ url, instanceId, name, timing })]),
  );
  const done = await wreck(options, stage, carrier, crew, tag);
  const isFinished = await waitFor(() => stage.ctx.db.tx(cast.workspaceId, (tx) => isRunDrained(tx, runId)));
  // Receipts and replies that are still under way belong to the picture.
  await sleep(1_500);
  await crew.end();
  const verdict = await judgeRun(stage.ctx, cast, runId, tag, carrier.ledger, options.texts);
  const passed = isFinished && verdict.duplicates === 0 && verdict.lost === 0;
  return { ...options, ...done, ...verdict, isFinished, passed, seconds: secondsSince(startedAt) };
}

async function runNaive(
  options: CrashOptions,
  stage: Stage,
  cast: Cast,
  carrier: CarrierProcess,
): Promise<CrashReport> {
  const tag = 'naive';
  await createNaiveTable(stage.embedded.superuserUrl, options.texts);
  const startedAt = performance.now();
  const orders = {
    url: stage.embedded.superuserUrl,
    carrierUrl: carrier.url,
    carrierKey: carrier.key,
    tag,
    from: cast.sender.number,
  };
  const crew = openCrew(() => startProcess('e2e/prove/naive-worker.ts', [JSON.stringify(orders)]));
  const done = await wreck(options, stage, carrier, crew, tag);
  const isFinished = await waitFor(() => isNaiveDone(stage.embedded.superuserUrl));
  await crew.end();
  const verdict = await judgeNaive(carrier.ledger, tag, options.texts);
  const passed = isFinished && verdict.duplicates === 0 && verdict.lost === 0;
  return { ...options, ...done, ...verdict, isFinished, passed, seconds: secondsSince(startedAt) };
}

type Crew = { killOne(which: number): Promise<void>; end(): Promise<void> };

function openCrew(start: (name: string) => ChildProcess): Crew {
  let hired = 0;
  const hire = () => {
    hired += 1;
    return start(`worker-${hired}`);
  };
  const crew = Array.from({ length: workers }, hire);
  return {
    async killOne(which) {
      const place = which % workers;
      const victim = crew[place];
      if (victim) await killProcess(victim, 'SIGKILL');
      crew[place] = hire();
    },
    end: async () => {
      await Promise.all(crew.map((worker) => killProcess(worker, 'SIGKILL')));
    },
  };
}

/** Kills at points of progress that the seed decides, plus a few milliseconds; the database falls in the middle. */
async function wreck(options: CrashOptions, stage: Stage, carrier: CarrierProcess, crew: Crew, tag: string) {
  const random = seededRandom(options.seed);
  const points = Array.from({ length: options.kills }, () => 0.02 + random() * 0.93).sort((a, b) => a - b);
  let kills = 0;
  let databaseCrashes = 0;
  for (const point of [...points.filter((one) => one < 0.5), 0.5, ...points.filter((one) => one >= 0.5)]) {
    await waitFor(async () => (await carrier.countAccepted(tag)) >= point * options.texts * 0.98);
    await sleep(random() * 30);
    if (point === 0.5 && databaseCrashes === 0) {
      databaseCrashes += 1;
      await stage.embedded.crash();
    } else {
      kills += 1;
      await crew.killOne(Math.floor(random() * workers));
    }
  }
  return { kills, databaseCrashes };
}

/** Waits for a condition, and takes errors for "not yet": the database may be away. */
async function waitFor(condition: () => Promise<boolean>): Promise<boolean> {
  const giveUpAt = performance.now() + giveUpAfterMs;
  while (performance.now() < giveUpAt) {
    if (await condition().catch(() => false)) return true;
    await sleep(20);
  }
  return false;
}

const secondsSince = (startedAt: number) => Math.round((performance.now() - startedAt) / 100) / 10;
