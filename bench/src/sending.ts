import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { type CarrierProcess, startCarrierProcess } from '../../e2e/stage/carrier.ts';
import { killProcess, startProcess } from '../../e2e/stage/processes.ts';
import { type Cast, instanceId, type Stage } from '../../e2e/stage/stage.ts';
import { defaultTiming } from '../../server/src/dispatch/index.ts';
import { changeGateway } from '../../server/src/gateways/index.ts';
import { roles } from '../../server/src/platform/db/roles.ts';
import type { Workplace } from './workplace.ts';

/** A carrier process that answers after 5 to 20 ms and reports to `callbacks`, with `flags` besides. */
export function openCarrier(
  workplace: Workplace,
  callbacks: string,
  ...flags: readonly string[]
): Promise<CarrierProcess> {
  const ledger = join(workplace.folder, 'ledger.ndjson');
  return workplace.begin(
    () => startCarrierProcess(ledger, callbacks, ['--latency-ms', '5-20', ...flags]),
    (carrier) => carrier.stop(),
  );
}

/** Makes the cast's gateway lead to a carrier that runs. */
export async function connectCarrier({ ctx }: Stage, cast: Cast, carrier: CarrierProcess): Promise<void> {
  const secret = JSON.stringify({ key: carrier.key, callback_secret: carrier.callbackSecret });
  await ctx.db.tx(cast.workspaceId, (tx) =>
    changeGateway(ctx, tx, { id: cast.gatewayId }, { url: carrier.url }, secret),
  );
}

/** One process with the service's own dispatcher and its usual settings. */
export function startWorker({ embedded }: Stage, workplace: Workplace): ChildProcess {
  const url = embedded.url(roles.worker, 'postgres');
  const orders = JSON.stringify({ url, instanceId, name: 'bench', timing: defaultTiming });
  const worker = startProcess('e2e/prove/worker.ts', [orders]);
  workplace.atEnd(() => killProcess(worker, 'SIGKILL'));
  return worker;
}
