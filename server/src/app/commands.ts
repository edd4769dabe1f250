import { flushCompileCache } from 'node:module';
import { collectGarbage } from '../platform/collect-garbage.ts';
import type { Log } from '../platform/log.ts';
import { openMetricsPage } from '../platform/metrics/print-metrics.ts';
import type { Serving } from './app.ts';
import type { Config } from './config.schema.ts';
import { bringToPresent, reachDatabase } from './database.ts';
import { type Instruments, openInstruments } from './instruments.ts';
import { type Lifecycle, openLifecycle } from './lifecycle.ts';
import type { MetricsPage } from './metrics.routes.ts';
import { openPlatform, type Platform } from './open-platform.ts';
import { type OperatorPort, openOperatorPort } from './operator-port.ts';
import { dataPlaces } from './places.ts';
import { untilToldToStop } from './shutdown.ts';
import { startLines } from './start-lines.ts';
import { version } from './version.ts';
import { openMachineGauges } from './watch/machine-gauges.ts';
import { openWatchGauges } from './watch/watch-gauges.ts';

export type Mode = 'all' | 'serve' | 'work';

export type Surroundings = {
  readonly config: Config;
  readonly log: Log;
  /** Standard output: what a command answers. */
  readonly print: (line: string) => void;
};

/** Runs the service until a signal ends it. */
export async function runUntilStopped(mode: Mode, { config, print }: Surroundings): Promise<void> {
  const instruments = await openInstruments(config, mode);
  const { log } = instruments;
  const lifecycle = openLifecycle();
  const drainMs = config.TIDINGS_DRAIN_SECONDS * 1_000;
  await untilToldToStop(log, drainMs, async (register) => {
    register(instruments.close);
    const platform = await openPlatform(config, instruments);
    register(() => platform.close());
    const page = openPage(config, instruments, platform);
    const token = config.TIDINGS_METRICS_TOKEN ?? null;
    const port = page ? await openPort(platform, config, lifecycle, page, log) : null;
    if (port) register(() => port.close());
    const metrics = page && token !== null ? { page, token } : null;
    // Half of all the code, and nothing that a start which is refused above would need.
    const { serve, work } = await import('./app.ts');
    flushCompileCache();
    const serving = mode === 'work' ? null : await serve(platform, config, { lifecycle, metrics });
    if (serving)
      register(async (graceMs) => {
        await lifecycle.drained(drainMs);
        await serving.stop(graceMs);
      });
    const working = mode === 'serve' ? null : await work(platform, config);
    // What is on its way to the carrier comes to its end while the carrier can still report here.
    if (working) register((graceMs) => working.stop(graceMs));
    if (working) instruments.meter.addReader(working.urgent.read);
    register(async () => lifecycle.drain());
    tellWhere(mode, serving, port, config, log, print);
    setTimeout(collectGarbage, restsAfterMs).unref();
  });
}

// By then what the start leaves is all there. The thread for urgent texts starts behind it, so that its own is not there as well.
const restsAfterMs = 1_200;

/** Null where nobody could ask for it. */
function openPage(config: Config, { meter }: Instruments, { app, places }: Platform): MetricsPage | null {
  const isWanted = config.TIDINGS_METRICS_PORT !== undefined || config.TIDINGS_METRICS_TOKEN !== undefined;
  if (!isWanted) return null;
  openWatchGauges(app);
  openMachineGauges(app, places.folder);
  return openMetricsPage(meter);
}

async function openPort(
  platform: Platform,
  config: Config,
  lifecycle: Lifecycle,
  page: MetricsPage,
  log: Log,
): Promise<OperatorPort | null> {
  const { TIDINGS_METRICS_PORT: port, TIDINGS_METRICS_HOST: host, TIDINGS_METRICS_TOKEN: token } = config;
  if (port === undefined) return null;
  const { isHeld, vitalChecks } = await import('./check-list.ts');
  return openOperatorPort({
    host,
    port,
    token: token ?? null,
    page,
    log,
    version,
    runVitalChecks: () => vitalChecks(platform),
    isHeld: () => isHeld(platform),
    isDraining: () => lifecycle.isDraining,
  });
}

function tellWhere(
  mode: Mode,
  serving: Serving | null,
  port: OperatorPort | null,
  config: Config,
  log: Log,
  print: (line: string) => void,
): void {
  const page = config.TIDINGS_PUBLIC_URL ?? serving?.url ?? null;
  const setup = serving?.setupToken ? `${page}/setup#token=${serving.setupToken}` : null;
  if (serving) log.info({}, `Tidings listens at ${page}.`);
  else log.info({}, 'Tidings works: it sends what is due and does the chores.');
  if (port) log.info({}, `Health and metrics of this process are at ${port.url}.`);
  if (setup) log.info({}, `This installation has no owner yet. Set it up at ${setup}`);
  if (!config.TIDINGS_READY_JSON) {
    print(startLines({ page: serving ? page : null, setup, pid: process.pid }));
    return;
  }
  const ready = { ready: true, mode, pid: process.pid, url: serving?.url ?? null, setup_url: setup };
  print(JSON.stringify({ ...ready, ...(port ? { metrics_url: port.url } : {}) }));
}

export async function runMigrate({ config, log, print }: Surroundings): Promise<void> {
  const database = await reachDatabase(config, dataPlaces(config.TIDINGS_DATA_DIR), log);
  try {
    const landed = await bringToPresent(database, log);
    print(
      landed.length === 0 ? 'The database is at the present version.' : `Migrated: ${landed.join(', ')}.`,
    );
  } finally {
    await database.stop();
  }
}

/** True when nothing failed. */
export async function runDoctor(asJson: boolean, { config, log, print }: Surroundings): Promise<boolean> {
  const { doctor } = await import('./check-list.ts');
  const checks = await doctor(config, log);
  const isWell = checks.every((check) => check.status !== 'failed');
  if (asJson) print(JSON.stringify({ is_well: isWell, checks }));
  else
    for (const { name, status, sentence } of checks)
      print(`${status.padEnd(7)} ${name.padEnd(16)} ${sentence}`);
  return isWell;
}
