import { printConfig } from '../platform/config.ts';
import type { Log } from '../platform/log.ts';
import { type Serving, serve, work } from './app.ts';
import { doctor } from './check-list.ts';
import { type Config, ConfigSchema } from './config.schema.ts';
import { bringToPresent, reachDatabase } from './database.ts';
import { openPlatform } from './open-platform.ts';
import { dataPlaces } from './places.ts';
import { untilToldToStop } from './shutdown.ts';

export type Mode = 'all' | 'serve' | 'work';

export type Surroundings = {
  readonly config: Config;
  readonly log: Log;
  /** Standard output: what a command answers. */
  readonly print: (line: string) => void;
};

/** Runs the service until a signal ends it. */
export async function runUntilStopped(mode: Mode, { config, log, print }: Surroundings): Promise<void> {
  await untilToldToStop(log, async (register) => {
    const platform = await openPlatform(config, log);
    register(() => platform.close());
    const working = mode === 'serve' ? null : await work(platform, config);
    if (working) register((graceMs) => working.stop(graceMs));
    const serving = mode === 'work' ? null : await serve(platform, config);
    if (serving) register((graceMs) => serving.stop(graceMs));
    tellWhere(mode, serving, config, log, print);
  });
}

function tellWhere(
  mode: Mode,
  serving: Serving | null,
  config: Config,
  log: Log,
  print: (line: string) => void,
): void {
  const page = config.TIDINGS_PUBLIC_URL ?? serving?.url ?? null;
  const setup = serving?.setupToken ? `${page}/setup#token=${serving.setupToken}` : null;
  if (serving) log.info({}, `Tidings listens at ${page}.`);
  else log.info({}, 'Tidings works: it sends what is due and does the chores.');
  if (setup) log.info({}, `This installation has no owner yet. Set it up at ${setup}`);
  if (!config.TIDINGS_READY_JSON) return;
  print(JSON.stringify({ ready: true, mode, pid: process.pid, url: serving?.url ?? null, setup_url: setup }));
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
  const checks = await doctor(config, log);
  const isWell = checks.every((check) => check.status !== 'failed');
  if (asJson) print(JSON.stringify({ is_well: isWell, checks }));
  else
    for (const { name, status, sentence } of checks)
      print(`${status.padEnd(7)} ${name.padEnd(16)} ${sentence}`);
  return isWell;
}

export function runConfig({ config, print }: Surroundings): void {
  print(JSON.stringify(printConfig(ConfigSchema, config), null, 2));
}
