import type { OpenGateways } from '../gateways/index.ts';
import { planOnce } from '../platform/db/plan-once.ts';
import type { Lease } from './chunk.queries.ts';
import type { Lane } from './lane.ts';
import { openSlots, type Slots } from './slots.ts';
import type { Tools } from './steps/step.ts';
import { openToldTexts, readTold, type ToldTexts } from './told-text.ts';
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
  /** Whether it is one of those that are left in any case. */
  isLeft?(gatewayId: string): boolean;
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
): { hear(said: string): void; done: Promise<void> } {
  const slots = openSlots(options.atOnce, heldAtMost, tools.signal);
  const { db } = tools.ctx;
  const done = db.within(planOnce, () => run(tools, gateways, options, slots));
  const told = toldTexts(tools, gateways, options);
  return {
    done,
    hear(said) {
      if (!db.within(planOnce, () => takeTold(tools, gateways, options, slots, told, said))) slots.wake();
    },
  };
}

function toldTexts(
  { ctx: { clock }, habits, timing, random }: Tools,
  gateways: OpenGateways,
  { workerName: worker, isLeft }: SendLoopOptions,
): ToldTexts {
  return openToldTexts({
    ...{ habits, worker, random, now: clock.now, monotonicMs: clock.monotonicMs, leaseMs: timing.leaseMs },
    isElsewhere: (id) => (isLeft?.(id) ?? false) || gateways.listDeaf().includes(id),
  });
}

/** Begins to work on the text that something is said of; false where there is none, or a lease had better find it. */
function takeTold(
  tools: Tools,
  gateways: OpenGateways,
  { onWorked }: SendLoopOptions,
  slots: Slots,
  texts: ToldTexts,
  said: string,
): boolean {
  if (slots.free() === 0 || tools.signal.aborted) return false;
  const told = readTold(said);
  const own = told && texts.take(told);
  if (!own) return false;
  slots.take(async (wait) => {
    const runId = await work({ ...tools, wait }, gateways, own.lease, onWorked);
    own.end(runId !== null);
    // Somebody else has it, or it may not go yet, or it is still where it was.
    if (runId === null) slots.wake();
  });
  return true;
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
      slots.take(async (wait) => void (await work({ ...tools, wait }, gateways, one, options.onWorked)));
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
): Promise<string | null> {
  try {
    const about = { ids: { chunk: one.id } };
    const runId = await tools.ctx.tracer.follow('chunk', about, () => workChunk(tools, gateways, one));
    if (runId) onWorked(one.workspaceId, runId);
    return runId;
  } catch (error) {
    // The lease runs out, and whoever takes the chunk next finds the intents; nothing is lost by letting go.
    tools.ctx.log.warn({ chunk: one.id, err: error }, 'a chunk was let go');
    return null;
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
