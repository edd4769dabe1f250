import { setTimeout as sleep } from 'node:timers/promises';
import { listWorkspaceIds } from '../accounts/index.ts';
import { type GatewayAdapter, type OpenGateways, openGateways } from '../gateways/index.ts';
import { retryParkedReceipts } from '../messages/index.ts';
import type { Context } from '../platform/context.ts';
import { leaseChunks } from './chunk.queries.ts';
import { reconcileUnknown } from './reconcile.ts';
import type { Tools } from './steps/step.ts';
import { checkTiming, defaultTiming, type Timing } from './timing.ts';
import { workChunk } from './work-chunk.ts';

export type DispatchOptions = {
  signal: AbortSignal;
  /** Shown as the owner of a lease; any name that tells one worker from another. */
  workerName: string;
  instanceId: string;
  timing?: Timing;
  /** Chunks worked on at once. Six keep two cores busy while each waits for its carrier (measured). */
  chunksAtOnce?: number;
  /** Most texts of one chunk on the wire at once: the most that a crash can leave unknown, per chunk. */
  inFlightCap?: number;
};

/** Sends until the signal says stop; then finishes what is on the wire, gives the rest back, and returns. */
export async function runDispatch(
  ctx: Context,
  adapters: readonly GatewayAdapter[],
  options: DispatchOptions,
): Promise<void> {
  // The carrier's listing lag is not among them: it is added to the settle time of each of its texts (insertUnknown).
  checkTiming(options.timing ?? defaultTiming, 0);
  const gateways = openGateways(ctx, adapters);
  const tools: Tools = {
    ctx,
    timing: options.timing ?? defaultTiming,
    instanceId: options.instanceId,
    inFlightCap: options.inFlightCap ?? 100,
    signal: options.signal,
  };
  try {
    await Promise.all([
      sendLoop(tools, gateways, options),
      repeat(tools, 1_000, 'asking about unknown texts', () => reconcileUnknown(tools, gateways)),
      repeat(tools, 500, 'applying parked receipts', () => applyParked(tools)),
    ]);
  } finally {
    await gateways.close();
  }
}

const idleMs = 100;

async function sendLoop(tools: Tools, gateways: OpenGateways, options: DispatchOptions): Promise<void> {
  const atOnce = options.chunksAtOnce ?? 6;
  const active = new Set<Promise<void>>();
  while (!tools.signal.aborted) {
    const leases = await lease(tools, options.workerName, atOnce - active.size);
    for (const one of leases) {
      const work = workChunk(tools, gateways, one)
        // The lease runs out by itself and whoever takes it next finds the intents; nothing is lost by letting go.
        .catch((error: unknown) => tools.ctx.log.warn({ chunk: one.id, err: error }, 'a chunk was let go'))
        .finally(() => active.delete(work));
      active.add(work);
    }
    if (active.size >= atOnce) await Promise.race(active);
    else if (leases.length === 0) await Promise.race([pause(tools, idleMs), ...active]);
  }
  await Promise.allSettled(active);
}

async function lease(tools: Tools, workerName: string, most: number) {
  try {
    const { db, clock } = tools.ctx;
    return await db.system((tx) => leaseChunks(tx, workerName, clock.now(), most, tools.timing.leaseMs));
  } catch (error) {
    tools.ctx.log.warn({ err: error }, 'no work could be fetched; the database is away, trying again');
    await pause(tools, 1_000);
    return [];
  }
}

async function applyParked(tools: Tools): Promise<number> {
  let found = 0;
  for (const workspaceId of await tools.ctx.db.system(listWorkspaceIds)) {
    found += await tools.ctx.db.tx(workspaceId, (tx) => retryParkedReceipts(tx));
  }
  return found;
}

/** Runs `work` again and again, at once while there is some and after a pause when there was none. */
async function repeat(
  tools: Tools,
  everyMs: number,
  what: string,
  work: () => Promise<number>,
): Promise<void> {
  while (!tools.signal.aborted) {
    const done = await work().catch((error: unknown) => {
      tools.ctx.log.warn({ err: error }, `${what} failed; trying again`);
      return 0;
    });
    if (done === 0) await pause(tools, everyMs);
  }
}

async function pause(tools: Tools, ms: number): Promise<void> {
  await sleep(ms, undefined, { signal: tools.signal }).catch(() => {});
}
