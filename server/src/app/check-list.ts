import { readFileSync } from 'node:fs';
import type { Check } from '../accounts/index.ts';
import { rehearsalClock, systemClock } from '../platform/clock.ts';
import type { Context } from '../platform/context.ts';
import { openDatabase } from '../platform/db/pool.ts';
import { roles } from '../platform/db/roles.ts';
import { systemIds } from '../platform/ids.ts';
import { findHold } from '../platform/installation.queries.ts';
import type { Log } from '../platform/log.ts';
import { silentMeter } from '../platform/metrics/meter.ts';
import { findRehearsalTime } from '../platform/rehearsal-clock.queries.ts';
import { openSecrets } from '../platform/secrets.ts';
import { openTracer } from '../platform/tracing/tracer.ts';
import { type CarrierSetting, carrierSetting } from './carrier-setting.ts';
import {
  askCarrier,
  askClock,
  askConsole,
  askDatabase,
  askDatabaseSafety,
  askDisk,
  askHold,
  askIndexes,
  askMigrations,
  askNode,
  askSecretKey,
  askTimeZones,
  type Question,
  runChecks,
} from './checks.ts';
import type { Config } from './config.schema.ts';
import { findPending, type ReachedDatabase, reachDatabase } from './database.ts';
import type { Platform } from './open-platform.ts';
import { type DataPlaces, dataPlaces, schemaFile } from './places.ts';
import { findAnyCarrier } from './rehearsal-carrier.ts';
import { askSeals } from './sealing/ask-seals.ts';
import { loadSecretKey, readOldKeys } from './secret-key.ts';
import { questionsOfTheWork } from './watch/questions.ts';

/** What /readyz needs to be true: without the database, in its present version, nothing works. */
export function vitalChecks(platform: Platform): Promise<Check[]> {
  return runChecks([askDatabase(platform.app.db), askMigrations(platform.listPending)]);
}

/** True while nothing leaves until a person has decided; see docs/guides/running.md. */
export async function isHeld(platform: Pick<Platform, 'app'>): Promise<boolean> {
  return (await platform.app.db.system(findHold)).hold !== null;
}

/** What the setup page shows: all there is to ask of a running service. */
export async function allChecks(
  platform: Platform,
  config: Config,
  carrier: CarrierSetting,
): Promise<Check[]> {
  return runChecks([
    ...questionsOfTheMachine(config, platform.places),
    askMigrations(platform.listPending),
    ...(await questionsOfTheDatabase(platform.app, carrier)),
  ]);
}

/** The same for an installation that may not run, or not start: each step is tried only if the one before it stands. */
export async function doctor(config: Config, log: Log): Promise<Check[]> {
  const places = dataPlaces(config.TIDINGS_DATA_DIR);
  const machine = await runChecks(questionsOfTheMachine(config, places));
  let database: ReachedDatabase | undefined;
  const reached = await runChecks([
    {
      name: 'database',
      async ask() {
        database = await reachDatabase(config, places, log);
        const pending = await findPending(database.ownerUrl);
        return askMigrations(async () => pending).ask();
      },
    },
  ]);
  if (!database) return [...machine, ...reached];
  try {
    if (reached.some((check) => check.status === 'failed')) return [...machine, ...reached];
    const migrations = reached.map((check) => ({ ...check, name: 'migrations' }));
    return [...machine, ...migrations, ...(await examine(config, places, database, log))];
  } finally {
    await database.stop();
  }
}

async function examine(
  config: Config,
  places: DataPlaces,
  database: ReachedDatabase,
  log: Log,
): Promise<Check[]> {
  const db = openDatabase({ url: database.url(roles.app), role: roles.app, log });
  try {
    const given = config.TIDINGS_SECRET_KEY;
    const key = loadSecretKey({ given, file: places.secretKey, mayMake: database.isEmbedded });
    const oldKeys = readOldKeys(config.TIDINGS_OLD_SECRET_KEYS);
    const secrets = openSecrets(key, oldKeys);
    // A rehearsal is judged by its own hour: who waits for its morning does not stand still.
    const rehearsal = await db.system(findRehearsalTime);
    const ctx: Context = {
      db,
      secrets,
      log,
      ids: systemIds(),
      clock: rehearsal ? rehearsalClock(rehearsal) : systemClock,
      meter: silentMeter,
      tracer: openTracer(),
    };
    const ofDatabase = await questionsOfTheDatabase(ctx, carrierSetting(config, secrets));
    const ofSeals = oldKeys.some((one) => one !== key) ? [askSeals(ctx)] : [];
    return await runChecks([...ofDatabase, ...ofSeals, ...(await questionsOfTheWork(ctx))]);
  } finally {
    await db.close();
  }
}

function questionsOfTheMachine(config: Config, places: DataPlaces): Question[] {
  return [
    askNode(),
    askTimeZones(),
    askDisk(places.folder),
    askSecretKey(places, config.TIDINGS_SECRET_KEY !== undefined),
    askConsole(),
  ];
}

async function questionsOfTheDatabase(ctx: Context, carrier: CarrierSetting): Promise<Question[]> {
  const running = await findAnyCarrier(ctx, carrier).catch(() => null);
  return [
    askDatabase(ctx.db),
    askDatabaseSafety(ctx.db),
    askHold(ctx.db),
    askIndexes(ctx.db, () => readFileSync(schemaFile, 'utf8')),
    askClock(ctx.db),
    askCarrier(running),
  ];
}
