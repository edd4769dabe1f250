import type { OpenGateways } from '../gateways/index.ts';
import { planOnce } from '../platform/db/plan-once.ts';
import type { Lease } from './chunk.queries.ts';
import type { Lane } from './lane.ts';
import { openSlots, type Slots } from './slots.ts';
import type { Tools } from './steps/step.ts';
import { workChunk } from './work-chunk.ts';

export type SendLoopOptions = {
  lanes: readonly Lane[];
  /** Chunks worked on at once. */
  atOnce: number;
  /** Finding work costs the same for one chunk as for several: it waits until so many places are free, or nothing is under way. */
  leaseAtLeast: number;
  /** How often it looks for work when nobody has told it of any. */
  idleMs: number;
  workerName: string;
  /** Gateways whose texts are left to somebody else for now. */
  left(): readonly string[];
  /** Told of every run that has had texts sent, to find out whether anybody of it still waits. */
  onWorked(workspaceId: string, runId: string): void;
};

// A chunk that waits for its number takes some hundred kilobytes.
const heldAtMost = 200;
const databaseAwayMs = 1_000;

/** Leases chunks of its lanes and works on them until the signal says stop; then finishes what is on the wire. */
export function openSendLoop(
  tools: Tools,
  gateways: OpenGateways,
  options: SendLoopOptions,
): { wake(): void; done: Promise<void> } {
  const slots = openSlots(options.atOnce, heldAtMost, tools.signal);
  const done = tools.ctx.db.within(planOnce, () => run(tools, gateways, options, slots));
  return { wake: slots.wake, done };
}

async function run(
  tools: Tools,
  gateways: OpenGateways,
  options: SendLoopOptions,
  slots: Slots,
): Promise<void> {
  while (!tools.signal.aborted) {
    const free = slots.free();
    const isWorthIt = free >= options.leaseAtLeast || slots.isEmpty();
    const leases = isWorthIt ? await lease(tools, gateways, options, free) : [];
    for (const one of leases ?? [])
      slots.take((wait) => work({ ...tools, wait }, gateways, one, options.onWorked));
    if (leases === null) await slots.untilFree(databaseAwayMs);
    else if (!isWorthIt || leases.length < free) await slots.untilFree(options.idleMs);
  }
  await slots.drain();
}

async function work(
  tools: Tools,
  gateways: OpenGateways,
  one: Lease,
  onWorked: SendLoopOptions['onWorked'],
): Promise<void> {
  try {
    const about = { ids: { chunk: one.id } };
    const runId = await tools.ctx.tracer.follow('chunk', about, () => workChunk(tools, gateways, one));
    if (runId) onWorked(one.workspaceId, runId);
  } catch (error) {
    // The lease runs out, and whoever takes the chunk next finds the intents; nothing is lost by letting go.
    tools.ctx.log.warn({ chunk: one.id, err: error }, 'a chunk was let go');
  }
}

/** Null when the database is away. */
async function lease(
  tools: Tools,
  gateways: OpenGateways,
  { lanes, workerName: worker, left }: SendLoopOptions,
  most: number,
): Promise<Lease[] | null> {
  const { ctx, store, timing } = tools;
  const wish = {
    worker,
    at: ctx.clock.now(),
    lanes,
    most,
    leaseMs: timing.leaseMs,
    deaf: [...gateways.listDeaf(), ...left()],
  };
  try {
    return await ctx.db.system((tx) => {
      const leases = store.leaseChunks(tx, wish);
      tx.endsHere();
      return leases;
    });
  } catch (error) {
    ctx.log.warn({ err: error }, 'no work could be fetched; the database is away, trying again');
    return null;
  }
}
