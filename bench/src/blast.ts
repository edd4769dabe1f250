import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { judgeFile } from '@tidings/carrier';
import pg from 'pg';
import type { CarrierProcess } from '../../e2e/stage/carrier.ts';
import { workerOptions } from '../../e2e/stage/engine-options.ts';
import { killProcess, startProcess } from '../../e2e/stage/processes.ts';
import { type Cast, instanceId, launch, type Stage } from '../../e2e/stage/stage.ts';
import { roles } from '../../server/src/platform/db/roles.ts';
import { publicId } from '../../server/src/platform/ids.ts';
import type { WorkerOrders } from './dispatching.ts';
import { processorTimeUs } from './processor-time.ts';
import { walPosition } from './stage.ts';
import type { Workplace } from './workplace.ts';

/** What a campaign to everybody came to, from the carrier's ledger, and what it cost whom. */
export type Blast = {
  texts: number;
  duplicates: number;
  /** From the first acceptance to the last receipt applied. */
  textsPerSecond: number;
  /** From the first acceptance to the last. */
  acceptedPerSecond: number;
  walBytesPerText: number;
  /** Processor time a text, in microseconds, of each who takes part; null without /proc. */
  workerUsPerText: number | null;
  databaseUsPerText: number | null;
  carrierUsPerText: number | null;
  /** Of the measuring process, which takes the callbacks where there are any. */
  receiverUsPerText: number;
};

const lookEveryMs = 100;
// Looking takes some milliseconds of the carrier each time, so it is done often only where the end may be near.
const lookFarEveryMs = 500;
const nearTexts = 30_000;
// Its modules, its connections and its bind: a worker that sends a campaign has been there before.
export const workerStandsAfterMs = 4_000;

/** One process with the service's own dispatcher and its usual settings. */
export function startBenchWorker(
  { embedded }: Stage,
  workplace: Workplace,
  orders: Partial<WorkerOrders> = {},
): ChildProcess {
  const url = embedded.url(roles.worker, 'postgres');
  const said = JSON.stringify({ url, instanceId, name: 'bench', ...orders });
  const worker = startProcess('bench/src/worker.ts', [said], workerOptions);
  workplace.atEnd(() => killProcess(worker, 'SIGKILL'));
  return worker;
}

/** Launches to people; returns the ids of the runs, one a campaign. */
export type Launch = (ctx: Stage['ctx'], cast: Cast) => Promise<readonly string[]>;

const launchOne: Launch = async (ctx, cast) => [await launch(ctx, cast)];

/** Sends to everybody of the cast and waits until each text has its last receipt. */
export async function blast(
  stage: Stage,
  workplace: Workplace,
  cast: Cast,
  carrier: CarrierProcess,
  texts: number,
  launchAll: Launch = launchOne,
): Promise<Blast> {
  await settle(stage);
  const worker = startBenchWorker(stage, workplace);
  await sleep(workerStandsAfterMs);
  const workerBefore = workerClock(worker);
  const runIds = await launchAll(stage.ctx, cast);
  const walBefore = await walPosition(stage);
  const clocks = clocksOf(stage);
  const carrierBefore = (await carrier.usage()).cpuUs;
  const databaseBefore = clocks.database();
  const ownBefore = process.cpuUsage();
  const endedAt = await untilFinal(stage, cast, carrier, runIds, texts, worker);
  const own = process.cpuUsage(ownBefore);
  const figures = {
    workerUsPerText: per(texts, workerBefore, workerClock(worker)),
    databaseUsPerText: per(texts, databaseBefore, clocks.database()),
    carrierUsPerText: per(texts, carrierBefore, (await carrier.usage()).cpuUs),
    receiverUsPerText: (own.user + own.system) / texts,
    walBytesPerText: ((await walPosition(stage)) - walBefore) / texts,
  };
  await killProcess(worker, 'SIGTERM');
  const [only, ...others] = runIds;
  const one = only !== undefined && others.length === 0 ? { tag: publicId('cmp', only) } : {};
  const witness = await judgeFile(carrier.ledger, one);
  if (witness.distinct_recipients !== texts)
    throw new Error(`The carrier has ${witness.distinct_recipients} of ${texts} texts.`);
  const [first, last] = [
    Date.parse(witness.first_accepted_at ?? ''),
    Date.parse(witness.last_accepted_at ?? ''),
  ];
  return {
    texts,
    duplicates: witness.duplicates_by_recipient,
    textsPerSecond: (texts / (endedAt - first)) * 1_000,
    acceptedPerSecond: (texts / (last - first)) * 1_000,
    ...figures,
  };
}

/** People are there long before a campaign: what autovacuum and the checkpointer owe for them has been done by then. */
export async function settle({ embedded }: Stage): Promise<void> {
  const client = new pg.Client({ connectionString: embedded.superuserUrl });
  await client.connect();
  await client.query('vacuum analyze contact, consent, consent_event');
  await client.query('checkpoint');
  await client.end();
}

const per = (texts: number, before: number | null, after: number | null) =>
  before === null || after === null ? null : (after - before) / texts;

const workerClock = ({ pid }: ChildProcess) => (pid === undefined ? null : processorTimeUs(pid));

function clocksOf({ embedded }: Stage) {
  const pid = Number(readFileSync(join(embedded.folder, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);
  return { database: () => processorTimeUs(pid) };
}

/**
 * The carrier has told all it has to tell, and everything of it is on record: asked of the tables once, at the end. Returns when it was
 * asked, in milliseconds since 1970: all that the answer counts was there by then, and counting a million texts takes most of a second.
 */
export async function untilFinal(
  { ctx }: Stage,
  cast: Cast,
  carrier: CarrierProcess,
  runIds: readonly string[],
  texts: number,
  worker: ChildProcess,
): Promise<number> {
  const countAccepted = async () => {
    let sum = 0;
    for (const id of runIds) sum += await carrier.countAccepted(publicId('cmp', id));
    return sum;
  };
  for (;;) {
    const accepted = await countAccepted();
    if (accepted >= texts && (await carrier.countUnfinished()) === 0) break;
    if (worker.exitCode !== null) throw new Error('The worker ended before its work was done.');
    await sleep(texts - accepted > nearTexts ? lookFarEveryMs : lookEveryMs);
  }
  const isFinal = async () =>
    ctx.db.tx(cast.workspaceId, async (tx) => {
      const { rows } = await tx.query<{ count: number }>(
        `select count(*) as count from message where workspace_id = current_workspace() and campaign_id = any($1::uuid[])
           and status in ('delivered', 'undelivered', 'failed', 'rejected', 'expired')`,
        [runIds],
      );
      return rows[0]?.count === texts;
    });
  for (;;) {
    const askedAt = Date.now();
    if (await isFinal()) return askedAt;
    await sleep(lookEveryMs);
  }
}
