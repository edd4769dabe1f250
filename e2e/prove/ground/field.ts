import { join } from 'node:path';
import { checkTiming, isRunDrained, type Timing } from '../../../server/src/dispatch/index.ts';
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
import { waitFor, waitWhileMoving } from './waiting.ts';

export type FieldOptions = {
  /** Flags of the carrier besides its seed. */
  carrier: readonly string[];
  /** How many people; as many as there are texts, where nothing else is said. */
  people?: number;
  isBlind?: boolean;
  partsPerSecond?: number;
  /** What each worker may have in hand, where the proof has to know. */
  limits?: { inFlightCap: number; chunksAtOnce: number };
  /** Where nobody is killed, or where nothing may be called unknown because the machine is slow. */
  timing?: Timing;
  /** A folder by which workers are told to freeze themselves (freezing.ts). */
  freezing?: string;
};

/** Where a proof takes place: database, carrier, people and ears, and workers for hire. */
export type Field = {
  stage: Stage;
  cast: Cast;
  carrier: CarrierProcess;
  /** Launches to everybody. */
  launch(): Promise<{ runId: string; tag: string }>;
  hire(count: number): Crew;
  /** Waits until the carrier has accepted so many texts of a tag; false if that never happens. */
  untilAccepted(tag: string, count: number): Promise<boolean>;
  /** Waits until nobody of the run waits any more and what is still under way has come; false if that never happens. */
  untilDone(runId: string): Promise<boolean>;
  close(): Promise<void>;
};

export async function openField(order: Order, options: FieldOptions): Promise<Field> {
  const { folder, seed, control, texts } = order;
  checkTiming(options.timing ?? timing, 1_000);
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
    ...{ instanceId, timing: options.timing ?? timing, control, isBlind: options.isBlind ?? false },
    ...{ ...options.limits, freezing: options.freezing ?? null },
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
    untilAccepted(tag, count) {
      const accepted = () => carrier.countAccepted(tag);
      const isThere = async () => (await accepted()) >= count;
      return control === null ? waitFor(isThere) : waitWhileMoving(isThere, accepted);
    },
    async untilDone(runId) {
      const isDrained = () => stage.ctx.db.tx(cast.workspaceId, (tx) => isRunDrained(tx, runId));
      const isDone = await (control === null
        ? waitFor(isDrained)
        : waitWhileMoving(isDrained, () => countSettled(stage, cast, runId)));
      // Receipts and replies that are still under way belong to the picture.
      await waitFor(async () => (await carrier.countUnfinished()) === 0, 60_000);
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

/** Texts of a run of which something is on record. */
async function countSettled(stage: Stage, { workspaceId }: Cast, runId: string): Promise<number> {
  const { rows } = await stage.ctx.db.tx(workspaceId, (tx) =>
    tx.query<{ settled: number }>(
      `select count(*)::integer as settled from message where campaign_id = $1 and status <> 'queued'`,
      [runId],
    ),
  );
  return rows[0]?.settled ?? 0;
}
