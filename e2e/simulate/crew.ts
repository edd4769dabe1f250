import { openCodeReach } from '../../server/src/coupons/index.ts';
import { openDesk } from '../../server/src/dispatch/desk.ts';
import { openHoursMemory } from '../../server/src/dispatch/hours-memory.ts';
import { type Lane, lanes } from '../../server/src/dispatch/lane.ts';
import { openLateAnswers } from '../../server/src/dispatch/late-answers.ts';
import { openLeaving } from '../../server/src/dispatch/leaving.ts';
import { openDispatchMeters } from '../../server/src/dispatch/meters.ts';
import { reconcileUnknown } from '../../server/src/dispatch/reconcile.ts';
import { openSilence } from '../../server/src/dispatch/silence.ts';
import type { Tools } from '../../server/src/dispatch/steps/step.ts';
import { openSwitchboard } from '../../server/src/dispatch/switchboard.ts';
import { openWire } from '../../server/src/dispatch/wire.ts';
import { workChunk } from '../../server/src/dispatch/work-chunk.ts';
import type { Gateway, OpenGateways } from '../../server/src/gateways/index.ts';
import { retryParkedReceipts } from '../../server/src/messages/index.ts';
import { silentMeter } from '../../server/src/platform/metrics/meter.ts';
import type { Work } from './due.ts';
import { instanceId } from './instance.ts';
import { type Life, openLife } from './scheduler.ts';
import { workspaceId } from './tables.ts';
import { tellOfText } from './tell-of-text.ts';
import type { World } from './world.ts';

export type Worker = { life: Life; leave(): void };

/** A worker: the loops of worker.ts, with the real code in them and every wait of theirs in the scheduler's hands. */
export function startWorker(world: World, name: string, onEnd: () => void): Worker {
  const { scheduler, scenario, dice, idlers } = world;
  const life = openLife(name);
  const leaving = new AbortController();
  const { signal } = leaving;
  const early = new Set<() => void>();
  const wait = (ms: number) =>
    new Promise<void>((resolve) => {
      if (signal.aborted) return resolve();
      early.add(resolve);
      scheduler.after(life, ms, 'waits', () => {
        early.delete(resolve);
        resolve();
      });
    });
  const ctx = world.contextOf(life);
  const tools: Tools = {
    ctx,
    wait,
    signal,
    store: world.store,
    timing: world.timing,
    instanceId,
    inFlightCap: scenario.inFlightCap,
    late: openLateAnswers(),
    wire: openWire(signal, ctx.clock.monotonicMs),
    foresight: new Map(),
    habits: new Map(),
    leaving: openLeaving(ctx.clock.monotonicMs),
    random: dice.next,
    desk: openDesk(2),
    meters: openDispatchMeters(silentMeter),
    silence: openSilence(),
    hours: openHoursMemory(world.store),
    codes: openCodeReach(),
    switchboard: openSwitchboard({ ctx, store: world.store }),
    after: (ms, call) => {
      const happening = scheduler.after(life, ms, 'is patient no longer', call);
      return () => {
        happening.run = null;
      };
    },
  };
  const gateways = gatewaysOf(world.carrier.gatewayFor(life));
  const loops = [
    leaseAndWork(world, tools, gateways, life, lanes),
    again(world, tools, life, 'unknowns', () => reconcileUnknown(tools, gateways)),
    again(world, tools, life, 'switches', tools.switchboard.look),
    again(world, tools, life, 'receipts', () =>
      ctx.db.tx(workspaceId, (tx) => retryParkedReceipts(tx, 100, world.receipts)),
    ),
  ];
  void Promise.all(loops)
    .then(() => tools.late.drain())
    .then(
      () => {
        life.isDead = true;
        onEnd();
      },
      (error: unknown) => world.watch.wrong.push(`${name} broke: ${String(error)}`),
    );
  return {
    life,
    leave() {
      leaving.abort();
      for (const goOn of early) scheduler.after(life, 0, 'is told to leave', goOn);
      early.clear();
      idlers.wake(life);
    },
  };
}

function gatewaysOf(gateway: Gateway): OpenGateways {
  return {
    get: async () => gateway,
    receive: async (_id, path) => ({ workspaceId: '', gateway, path }),
    listDeaf: () => [],
    close: async () => {},
  };
}

async function leaseAndWork(
  world: World,
  tools: Tools,
  gateways: OpenGateways,
  life: Life,
  of: readonly Lane[],
): Promise<void> {
  const { ctx, store, timing, signal } = tools;
  const held = new Set<Promise<void>>();
  while (!signal.aborted) {
    const most = world.scenario.chunksAtOnce - held.size;
    const wish = {
      ...{ worker: life.name, lanes: of, most, leaseMs: timing.leaseMs, deaf: [] },
      at: ctx.clock.now(),
    };
    if (most === 0) {
      await Promise.race(held);
      continue;
    }
    const { worker, at, leaseMs } = wish;
    const told = world.dice.chance(0.5) ? tellOfText(world, { worker, at, leaseMs }) : null;
    const leases = told ? [told] : await ctx.db.system((tx) => store.leaseChunks(tx, wish)).catch(() => []);
    for (const lease of leases) {
      // As the real loop lets go of it: the lease runs out by itself.
      const work: Promise<void> = workChunk(tools, gateways, lease)
        .then(
          () => {},
          () => {},
        )
        .finally(() => {
          held.delete(work);
          world.idlers.wake(life, 'chunks');
        });
      held.add(work);
    }
    if (!signal.aborted) await world.idlers.idle(life, 'chunks');
  }
  await Promise.all(held);
}

async function again(
  { idlers }: World,
  { signal }: Tools,
  life: Life,
  what: Exclude<Work, 'chunks'>,
  work: () => Promise<number>,
): Promise<void> {
  while (!signal.aborted) {
    await idlers.idle(life, what);
    if (!signal.aborted)
      await work().catch(() => {
        if (what === 'switches') idlers.missNews(life);
      });
  }
}
