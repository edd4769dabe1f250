import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkTiming, isRunDrained } from '../../../server/src/dispatch/index.ts';
import { changeGateway } from '../../../server/src/gateways/index.ts';
import { roles } from '../../../server/src/platform/db/roles.ts';
import { publicId } from '../../../server/src/platform/ids.ts';
import { type CarrierProcess, startCarrierProcess } from '../../stage/carrier.ts';
import { startProcess } from '../../stage/processes.ts';
import { type Cast, enrol, instanceId, launch, openStage, type Stage } from '../../stage/stage.ts';
import type { Order } from '../proof.ts';
import { adapterFor } from './adapter.ts';
import { openCallbacks } from './callbacks.ts';
import { type Crew, openCrew } from './crew.ts';
import { mistakeOf, withStatements } from './mistakes.ts';
import { timing } from './timing.ts';

export type FieldOptions = {
  /** Flags of the carrier besides its seed. */
  carrier: readonly string[];
  /** How many people; as many as there are texts, where nothing else is said. */
  people?: number;
  isBlind?: boolean;
  partsPerSecond?: number;
  /** What each worker may have in hand, where the proof has to know. */
  limits?: { inFlightCap: number; chunksAtOnce: number };
};

/** Where a proof takes place: database, carrier, people and ears, and workers for hire. */
export type Field = {
  stage: Stage;
  cast: Cast;
  carrier: CarrierProcess;
  /** Launches to everybody. */
  launch(): Promise<{ runId: string; tag: string }>;
  hire(count: number): Crew;
  /** Waits until nobody of the run waits any more and what is still under way has come; false if that never happens. */
  untilDone(runId: string): Promise<boolean>;
  close(): Promise<void>;
};

export async function openField(order: Order, options: FieldOptions): Promise<Field> {
  checkTiming(timing, 1_000);
  const { folder, seed, control, texts } = order;
  const mistake = mistakeOf(control);
  const stage = await openStage(folder);
  const ctx = withStatements(stage.ctx, mistake);
  const callbacks = await openCallbacks(ctx, adapterFor(options.isBlind ?? false, mistake));
  const cast = await enrol(stage.ctx, options.people ?? texts, undefined, options.partsPerSecond);
  const ledger = join(folder, 'ledger.ndjson');
  const flags = ['--seed', String(seed), ...options.carrier];
  const carrier = await startCarrierProcess(ledger, `${callbacks.url}/callbacks/${cast.gatewayId}`, flags);
  const { url, key, callbackSecret } = carrier;
  await stage.ctx.db.tx(cast.workspaceId, (tx) =>
    changeGateway(
      stage.ctx,
      tx,
      { id: cast.gatewayId },
      { url },
      JSON.stringify({ key, callback_secret: callbackSecret }),
    ),
  );
  const workerOrders = {
    url: stage.embedded.url(roles.worker, 'postgres'),
    ...{ instanceId, timing, control, isBlind: options.isBlind ?? false },
    ...options.limits,
  };
  const crews: Crew[] = [];
  return {
    ...{ stage, cast, carrier },
    async launch() {
      const runId = await launch(stage.ctx, cast);
      return { runId, tag: publicId('cmp', runId) };
    },
    hire(count) {
      const start = (name: string) =>
        startProcess('e2e/prove/worker.ts', [JSON.stringify({ ...workerOrders, name })]);
      const crew = openCrew(start, count);
      crews.push(crew);
      return crew;
    },
    async untilDone(runId) {
      // A broken one may never come to its end.
      const giveUpMs = control === null ? giveUpAfterMs : 40_000;
      const isDone = await waitFor(
        () => stage.ctx.db.tx(cast.workspaceId, (tx) => isRunDrained(tx, runId)),
        giveUpMs,
      );
      // Receipts and replies that are still under way belong to the picture.
      await waitFor(async () => (await carrier.countUnfinished()) === 0, 15_000);
      return isDone;
    },
    async close() {
      for (const crew of crews) await crew.end();
      await callbacks.close();
      await carrier.stop();
      await stage.close();
    },
  };
}

/** Opens the field, and closes it whatever happens. */
export async function onField<T>(
  order: Order,
  options: FieldOptions,
  work: (field: Field) => Promise<T>,
): Promise<T> {
  const field = await openField(order, options);
  try {
    return await work(field);
  } finally {
    await field.close();
  }
}

const giveUpAfterMs = 600_000;

/** How long the next point of progress is waited for: one that was broken on purpose may never reach it. */
export const progressWithinMs = ({ control }: Pick<Order, 'control'>) =>
  control === null ? giveUpAfterMs : 10_000;

/** Waits for a condition, and takes errors for "not yet": the database may be away. */
export async function waitFor(
  condition: () => Promise<boolean>,
  atMostMs: number = giveUpAfterMs,
): Promise<boolean> {
  const giveUpAt = performance.now() + atMostMs;
  while (performance.now() < giveUpAt) {
    if (await condition().catch(() => false)) return true;
    await sleep(20);
  }
  return false;
}
