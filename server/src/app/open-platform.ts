import { mkdirSync } from 'node:fs';
import type { Context } from '../platform/context.ts';
import { assertDatabaseIsSafe } from '../platform/db/checks.ts';
import { type Db, openDatabase } from '../platform/db/pool.ts';
import { roles } from '../platform/db/roles.ts';
import { Conflict } from '../platform/errors.ts';
import { followClock } from '../platform/follow-clock.ts';
import { systemIds } from '../platform/ids.ts';
import { ensureInstallation, type Installation } from '../platform/installation.queries.ts';
import { startRehearsalClock } from '../platform/rehearsal-clock.queries.ts';
import { openSecrets } from '../platform/secrets.ts';
import type { Config } from './config.schema.ts';
import { bringToPresent, findPending, reachDatabase } from './database.ts';
import { addressOf } from './hold/address-of.ts';
import { keepWitness } from './hold/keep-witness.ts';
import { readHosts } from './inside-hosts.ts';
import type { Instruments } from './instruments.ts';
import { isRehearsal } from './is-rehearsal.ts';
import { type DataPlaces, dataPlaces } from './places.ts';
import { loadSecretKey, readOldKeys } from './secret-key.ts';
import type { UrgentOrders } from './urgent/urgent.worker.ts';
import { workerSettings } from './worker-settings.ts';

/** Everything that stands before the first request and the first job. */
export type Platform = {
  /** For requests: the serving role. */
  readonly app: Context;
  /** For jobs and dispatch: the worker's role. */
  readonly worker: Context;
  readonly installation: Installation;
  readonly places: DataPlaces;
  /** What a thread of this process needs to open a worker's context of its own. It is shown to nobody else. */
  readonly keysOfWorker: Pick<UrgentOrders, 'databaseUrl' | 'secretKey' | 'oldSecretKeys'>;
  /** As somebody who may act as every role, for backups. */
  readonly ownerUrl: string;
  /** The migrations that the database lacks; none, unless somebody put an older one in its place. */
  listPending(): Promise<string[]>;
  close(): Promise<void>;
};

export async function openPlatform(
  config: Config,
  { log, meter, tracer }: Pick<Instruments, 'log' | 'meter' | 'tracer'>,
): Promise<Platform> {
  const places = dataPlaces(config.TIDINGS_DATA_DIR);
  mkdirSync(places.folder, { recursive: true });
  const secretKey = loadSecretKey({
    given: config.TIDINGS_SECRET_KEY,
    file: places.secretKey,
    mayMake: config.DATABASE_URL === undefined,
  });
  const database = await reachDatabase(config, places, log);
  const opened: Db[] = [];
  try {
    if (config.TIDINGS_AUTO_MIGRATE) await bringToPresent(database, log);
    else await refuseOldDatabase(database.ownerUrl);
    const max = config.TIDINGS_DATABASE_CONNECTIONS;
    const open = (role: string, settings: Record<string, string> = {}) => {
      const db = openDatabase({ url: database.url(role), role, log, settings, max, meter });
      opened.push(db);
      return db;
    };
    const [appDb, workerDb] = [open(roles.app), open(roles.worker, workerSettings)];
    await appDb.system(assertDatabaseIsSafe);
    const ids = systemIds();
    const installation = await appDb.system((tx) => ensureInstallation(tx, instanceName(ids.token(6))));
    if (config.TIDINGS_CLOCK) await playClock(appDb, config.TIDINGS_CLOCK);
    const { clock, stop } = await followClock(appDb, log, { mayBegin: await isRehearsal({ db: appDb }) });
    if (clock.isRehearsal) await refuseRealCarriers(appDb);
    const witness = await keepWitness(
      { db: appDb, log },
      {
        folder: places.witness,
        instanceId: installation.instanceId,
        isEmbedded: database.isEmbedded,
        database: addressOf(database),
      },
    );
    const oldSecretKeys = readOldKeys(config.TIDINGS_OLD_SECRET_KEYS);
    const secrets = openSecrets(secretKey, oldSecretKeys);
    const contextOf = (db: Db): Context => ({
      ...{ db, clock, ids, log, secrets, meter, tracer },
      origin: config.TIDINGS_PUBLIC_URL,
      insideHosts: readHosts(config.TIDINGS_INSIDE_HOSTS),
      nearOrigin: config.TIDINGS_PORT === 0 ? undefined : `http://127.0.0.1:${config.TIDINGS_PORT}`,
    });
    return {
      app: contextOf(appDb),
      worker: contextOf(workerDb),
      keysOfWorker: { databaseUrl: database.url(roles.worker), secretKey, oldSecretKeys },
      installation,
      places,
      ownerUrl: database.ownerUrl,
      listPending: () => findPending(database.ownerUrl),
      async close() {
        stop();
        await witness.stop();
        await closeAll(opened);
        await database.stop();
      },
    };
  } catch (error) {
    await closeAll(opened);
    await database.stop();
    throw error;
  }
}

const closeAll = (opened: readonly Db[]) => Promise.allSettled(opened.map((db) => db.close()));

// It stands in every reference a carrier sees, before a dot; letters and digits are all that every carrier takes.
const instanceName = (token: string) => token.toLowerCase().replace(/[^a-z0-9]/g, '0');

async function refuseOldDatabase(ownerUrl: string): Promise<void> {
  const pending = await findPending(ownerUrl);
  if (pending.length === 0) return;
  throw new Conflict(
    'migration.pending',
    `The database lacks ${pending.join(', ')}. Run \`npm run migrate\`, or set TIDINGS_AUTO_MIGRATE=true.`,
  );
}

async function playClock(db: Db, setting: string): Promise<void> {
  const { start, speed } = readClockSetting(setting);
  await refuseRealCarriers(db);
  await db.system((tx) => startRehearsalClock(tx, start, speed));
}

export function readClockSetting(setting: string): { start: Date; speed: number } {
  const [hour = '', speed = ''] = setting.split('@');
  const start = new Date(hour);
  if (!/(Z|[+-]\d\d:?\d\d)$/.test(hour) || Number.isNaN(start.getTime()) || !(Number(speed) >= 1)) {
    throw new Conflict(
      'config.bad_clock',
      `TIDINGS_CLOCK is ${setting}, but must be an hour with its zone and a speed of at least 1, such as 2026-11-24T17:00:00Z@60.`,
    );
  }
  return { start, speed: Number(speed) };
}

/** A clock that runs fast would text real people at night. */
async function refuseRealCarriers(db: Db): Promise<void> {
  if (await isRehearsal({ db })) return;
  throw new Conflict(
    'clock.real_carrier',
    'A gateway of this installation reaches real phones, so its clock may not be played with. Remove TIDINGS_CLOCK, and empty the table rehearsal_clock if it was set before.',
  );
}
