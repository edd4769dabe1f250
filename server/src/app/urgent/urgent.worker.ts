import { parentPort, workerData } from 'node:worker_threads';
import { runDispatch, warmUp } from '../../dispatch/index.ts';
import { collectGarbage } from '../../platform/collect-garbage.ts';
import { openDatabase } from '../../platform/db/pool.ts';
import { roles } from '../../platform/db/roles.ts';
import { followClock } from '../../platform/follow-clock.ts';
import { systemIds } from '../../platform/ids.ts';
import type { Reading } from '../../platform/metrics/meter.ts';
import { openSecrets } from '../../platform/secrets.ts';
import type { Config } from '../config.schema.ts';
import { adapters } from '../gateways.ts';
import { readHosts } from '../inside-hosts.ts';
import { openInstruments } from '../instruments.ts';
import { isRehearsal } from '../is-rehearsal.ts';
import { workerSettings } from '../worker-settings.ts';

/** Everything a thread needs to send by itself; it goes from one thread to another of the same process and nowhere else. */
export type UrgentOrders = {
  readonly config: Config;
  /** Logs in as the worker's role. */
  readonly databaseUrl: string;
  readonly secretKey: string;
  readonly oldSecretKeys: readonly string[];
  readonly instanceId: string;
  readonly workerName: string;
};

export type ToThread = 'stop' | { readonly read: number };
export type FromThread = 'sending' | { readonly read: number; readonly readings: Reading[] };

// Urgent texts come in ones and twos, and each is one transaction after another.
const connections = 4;

const orders = workerData as UrgentOrders;
const ending = new AbortController();
const { log, meter, tracer, close } = await openInstruments(orders.config, 'urgent');
const tell = (message: FromThread) => parentPort?.postMessage(message);
parentPort?.on('message', (message: ToThread) => {
  if (message === 'stop') ending.abort();
  else void meter.read().then((readings) => tell({ read: message.read, readings }));
});
const db = openDatabase({
  url: orders.databaseUrl,
  role: roles.worker,
  log,
  settings: workerSettings,
  max: connections,
  name: `${roles.worker} urgent`,
});
const { clock, stop } = await followClock(db, log, { mayBegin: await isRehearsal({ db }) });
// Until then they go with the others.
await warmUp(db, connections).catch((error: unknown) => {
  log.warn(
    { err: error },
    'the statements for urgent texts are not planned yet; the first of them will take longer',
  );
});
// Left to itself the engine keeps 60 MB of the start for hours. Before there are texts: it takes some tenths of a second.
collectGarbage();
tell('sending');
// Whoever was told to stop while it started has nothing to begin.
if (!ending.signal.aborted)
  await runDispatch(
    {
      ...{ db, clock, ids: systemIds(), log, meter, tracer },
      secrets: openSecrets(orders.secretKey, orders.oldSecretKeys),
      origin: orders.config.TIDINGS_PUBLIC_URL,
      insideHosts: readHosts(orders.config.TIDINGS_INSIDE_HOSTS),
    },
    adapters,
    {
      only: 'urgent',
      signal: ending.signal,
      workerName: orders.workerName,
      instanceId: orders.instanceId,
    },
  );
stop();
await db.close();
await close();
parentPort?.close();
