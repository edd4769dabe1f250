import { setTimeout as sleep } from 'node:timers/promises';
import { listWorkspaceIds, switchChannel } from '../accounts/index.ts';
import { openCodeReach } from '../coupons/index.ts';
import { type GatewayAdapter, type OpenGateways, openGateways } from '../gateways/index.ts';
import { retryParkedReceipts } from '../messages/index.ts';
import type { Context } from '../platform/context.ts';
import { attendLines, type HearFrom } from './attend-lines.ts';
import { noDesk, openDesk } from './desk.ts';
import { heedReceipts } from './heed-receipts.ts';
import { openHoursMemory } from './hours-memory.ts';
import { campaignLanes, urgentLanes } from './lane.ts';
import { openLateAnswers } from './late-answers.ts';
import { leaveToOthers } from './leave-to-others.ts';
import { openLeaving } from './leaving.ts';
import { openDispatchMeters } from './meters.ts';
import { reconcileUnknown } from './reconcile.ts';
import { urgentChannel } from './recorded-chunk.queries.ts';
import { openSendLoop, type SendLoopOptions } from './send-loop.ts';
import { openSilence } from './silence.ts';
import type { Tools } from './steps/step.ts';
import { type SendStore, sqlStore } from './store.ts';
import { openSwitchboard } from './switchboard.ts';
import { checkTiming, defaultTiming, type Timing } from './timing.ts';
import { watchDrained } from './watch-drained.ts';
import { openWire } from './wire.ts';

export type DispatchOptions = {
  signal: AbortSignal;
  /** Shown as the owner of a lease; any name that tells one worker from another. */
  workerName: string;
  instanceId: string;
  timing?: Timing;
  /** Chunks of campaigns worked on at once: four at the database, the others on the wire. */
  chunksAtOnce?: number;
  /** Takes what carriers tell over the lines that this worker keeps open. */
  hear?: HearFrom;
  /** Most texts of one chunk on the wire at once: the most that a crash can leave unknown, per chunk. */
  inFlightCap?: number;
  /**
   * For a worker that sends what must not wait for campaigns, through gateways that need no line, and does nothing else:
   * lines are few, and another has them.
   */
  only?: 'urgent';
  /** Whether such a worker runs beside this one at the moment. It gets a head start. */
  hasUrgentHelp?: () => boolean;
};

// Urgent texts come in ones and twos; what bounds them is how many may wait for their carrier at the same moment.
const urgentAtOnce = 16;
// Urgent work is told by notification. This is how late it is while the notifying connection is away.
const urgentIdleMs = 250;
const campaignIdleMs = 100;
// Measured on two cores, where PostgreSQL and the worker share them: see desk.ts.
const seatsAtDatabase = 4;
// What carriers tell does not wait for a chunk's transaction to end: a carrier leaves few hundred receipts unanswered, and sends no more meanwhile.
const seatsBesides = 2;
// Fewer free places than this are not worth a question to the database.
const leaseAtLeast = 4;

/**
 * Sends until the signal says stop; then finishes what is on the wire, gives the rest back, and returns. Proofs that must
 * fail hand in a store that is broken on purpose.
 */
export async function runDispatch(
  ctx: Context,
  adapters: readonly GatewayAdapter[],
  options: DispatchOptions,
  store: SendStore = sqlStore,
): Promise<void> {
  const { signal, workerName, timing = defaultTiming, chunksAtOnce = 8 } = options;
  // The carrier's listing lag is not among them: it is added to the settle time of each of its texts (insertUnknown).
  checkTiming(timing, 0);
  const gateways = openGateways(ctx, adapters);
  const switchboard = openSwitchboard({ ctx, store });
  const tools: Tools = {
    ctx,
    store,
    timing,
    instanceId: options.instanceId,
    inFlightCap: options.inFlightCap ?? 1_000,
    signal,
    wait: (ms) => pause(signal, ms),
    desk: noDesk,
    after: callAfter,
    random: Math.random,
    late: openLateAnswers(),
    leaving: openLeaving(() => ctx.clock.monotonicMs()),
    wire: openWire(signal, () => ctx.clock.monotonicMs()),
    foresight: new Map(),
    habits: new Map(),
    meters: openDispatchMeters(ctx.meter),
    silence: openSilence(),
    hours: openHoursMemory(store),
    codes: openCodeReach(),
    switchboard,
  };
  const desk = openDesk(seatsAtDatabase, seatsBesides);
  // What carriers tell goes before what is sent: they wait for us with the next, and a campaign is done with its last receipt.
  const hear: HearFrom = (from, callback) =>
    desk(() => (options.hear ?? refuseToHear)(from, callback), 'first');
  const drained = watchDrained(tools);
  const isUrgentOnly = options.only === 'urgent';
  const kindsOf = (hasLine: boolean) =>
    adapters.flatMap((one) => ((one.hasLine ?? false) === hasLine ? [one.kind] : []));
  const others = isUrgentOnly
    ? leaveToOthers(tools, () => kindsOf(true), Number.POSITIVE_INFINITY, kindsOf(false))
    : leaveToOthers(
        tools,
        () => (options.hasUrgentHelp?.() ? kindsOf(false) : []),
        urgentIdleMs,
        kindsOf(true),
      );
  await others.look();
  const shared = { workerName, onWorked: drained.note };
  const urgent = openSendLoop(tools, gateways, {
    ...shared,
    lanes: urgentLanes,
    atOnce: urgentAtOnce,
    leaseAtLeast: 1,
    idleMs: urgentIdleMs,
    left: others.left,
    isLeft: others.isLeft,
  });
  const look = () =>
    switchboard.look().catch((error: unknown) => {
      ctx.log.warn({ err: error }, 'the switches could not be read; looking again');
    });
  const hearUrgent = (said: string) => {
    if (others.isConcerned()) urgent.hear(said);
  };
  const ears = [ctx.db.listen(urgentChannel, hearUrgent), ctx.db.listen(switchChannel, () => void look())];
  const common = [
    urgent.done,
    repeat(tools, drained.everyMs, 'asking who still waits', drained.ask),
    repeat(tools, switchboard.everyMs, 'reading the switches', switchboard.look),
    repeat(tools, 1_000, 'asking for whom another sends', others.look),
  ];
  try {
    await Promise.all(
      isUrgentOnly
        ? common
        : [
            ...common,
            sendCampaigns({ ...tools, desk }, gateways, { ...shared, chunksAtOnce }),
            ...doChores(tools, gateways, kindsOf(true), hear),
          ],
    );
    await tools.late.drain();
    await drained.ask().catch(() => {});
  } finally {
    await Promise.allSettled([...ears.map((ear) => ear.close()), gateways.close()]);
  }
}

function sendCampaigns(
  tools: Tools,
  gateways: OpenGateways,
  { chunksAtOnce, ...shared }: Pick<SendLoopOptions, 'workerName' | 'onWorked'> & { chunksAtOnce: number },
): Promise<void> {
  const loop = openSendLoop(tools, gateways, {
    ...shared,
    lanes: campaignLanes,
    atOnce: chunksAtOnce,
    leaseAtLeast: Math.min(leaseAtLeast, chunksAtOnce),
    idleMs: campaignIdleMs,
    left: () => [],
  });
  return loop.done;
}

/** What comes of texts that have left: answers that were lost, receipts that came too early, lines on which carriers report. */
function doChores(
  tools: Tools,
  gateways: OpenGateways,
  lineKinds: readonly string[],
  hear: HearFrom,
): Promise<void>[] {
  const attend = attendLines(tools, gateways, lineKinds, hear);
  return [
    repeat(tools, 1_000, 'asking about unknown texts', () => reconcileUnknown(tools, gateways)),
    repeat(tools, 500, 'applying parked receipts', () => applyParked(tools)),
    repeat(tools, 1_000, 'keeping lines open', attend),
  ];
}

// The carrier keeps what nobody here can take.
const refuseToHear: HearFrom = async () => {
  throw new Error('This worker was started without anybody who takes what carriers tell.');
};

const parkedAtOnce = 1_000;

async function applyParked(tools: Tools): Promise<number> {
  let found = 0;
  for (const workspaceId of await tools.ctx.db.system(listWorkspaceIds)) {
    found += await tools.ctx.db.tx(workspaceId, (tx) =>
      retryParkedReceipts(tx, parkedAtOnce, undefined, (ready) => heedReceipts(tx, tools.ctx, ready)),
    );
  }
  return found;
}

/** Runs `work` again and again, at once while there is some and after a pause when there was none. */
async function repeat(
  tools: Tools,
  everyMs: number,
  what: string,
  work: () => Promise<unknown>,
): Promise<void> {
  while (!tools.signal.aborted) {
    const done = await work().catch((error: unknown) => {
      tools.ctx.log.warn({ err: error }, `${what} failed; trying again`);
      return 0;
    });
    if (!done) await pause(tools.signal, everyMs);
  }
}

export function callAfter(ms: number, call: () => void): () => void {
  const timer = setTimeout(call, ms);
  return () => clearTimeout(timer);
}

async function pause(signal: AbortSignal, ms: number): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {});
}
