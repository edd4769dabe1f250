import { openCodeReach } from '../../../server/src/coupons/index.ts';
import { noDesk } from '../../../server/src/dispatch/desk.ts';
import { openHoursMemory } from '../../../server/src/dispatch/hours-memory.ts';
import { defaultTiming } from '../../../server/src/dispatch/index.ts';
import { openLateAnswers } from '../../../server/src/dispatch/late-answers.ts';
import { openLeaving } from '../../../server/src/dispatch/leaving.ts';
import { openDispatchMeters } from '../../../server/src/dispatch/meters.ts';
import { openSilence } from '../../../server/src/dispatch/silence.ts';
import type { Tools } from '../../../server/src/dispatch/steps/step.ts';
import { sqlStore } from '../../../server/src/dispatch/store.ts';
import { openSwitchboard } from '../../../server/src/dispatch/switchboard.ts';
import { openWire } from '../../../server/src/dispatch/wire.ts';
import { callAfter } from '../../../server/src/dispatch/worker.ts';
import type { Context } from '../../../server/src/platform/context.ts';
import { silentMeter } from '../../../server/src/platform/metrics/meter.ts';
import { instanceId } from '../../stage/stage.ts';
import type { Mistake } from './mistakes.ts';

/** What a worker has at hand, for proofs that choose the moment at which it works on a chunk. */
export function toolsFor(ctx: Context, mistake: Mistake): Tools {
  const { signal } = new AbortController();
  return {
    ...{ ctx, instanceId, signal, timing: defaultTiming, inFlightCap: 100, desk: noDesk },
    store: { ...sqlStore, ...mistake.store?.(sqlStore) },
    wait: (ms) => new Promise((resolve) => void callAfter(ms, resolve)),
    after: callAfter,
    random: Math.random,
    late: openLateAnswers(),
    leaving: openLeaving(ctx.clock.monotonicMs),
    wire: openWire(signal, ctx.clock.monotonicMs),
    foresight: new Map(),
    habits: new Map(),
    meters: openDispatchMeters(silentMeter),
    silence: openSilence(),
    hours: openHoursMemory(sqlStore),
    codes: openCodeReach(),
    switchboard: openSwitchboard({ ctx, store: sqlStore }),
  };
}
