import { createHash, randomBytes } from 'node:crypto';
import { realpathSync } from 'node:fs';
import type { Log } from '../../log.ts';
import { prepareBinaries } from './binaries.ts';
import { withFolderLock } from './folder-lock.ts';
import { countHolders, enter, type Holder, leave } from './holders.ts';
import { initialiseCluster, superuser } from './initialise.ts';
import { choosePlaces, type Places } from './places.ts';
import {
  ask,
  crashPostmaster,
  findPostmaster,
  type Postmaster,
  port,
  recoveryMs,
  spawnPostmaster,
  stopPostmaster,
  waitUntilReady,
} from './postmaster.ts';
import { isAlive } from './process-identity.ts';
import { serverSettings } from './settings.ts';
import { explainTrouble } from './trouble.ts';

export type EmbeddedLog = Pick<Log, 'info' | 'warn'>;

export type EmbeddedDatabase = {
  readonly socketDir: string;
  readonly port: number;
  /** Where the data really is; not below `dataDir` when root started it from a place nobody else may enter. */
  readonly folder: string;
  readonly superuserUrl: string;
  url(role: string, database: string): string;
  /** Leaves; the last process to leave shuts the server down. */
  stop(): Promise<void>;
  /** Ends the server as a power cut would. It comes back by itself within about a second, after its recovery. */
  crash(): Promise<void>;
};

export type EmbeddedOptions = {
  readonly dataDir: string;
  readonly log: EmbeddedLog;
  /** Bring the server back when it dies while we use it. On unless a test wants to see it dead. */
  readonly revives?: boolean;
};

const watchEveryMs = 500;

/**
 * Starts the embedded PostgreSQL of a data folder, or joins the one that already runs there: started by another Tidings
 * process, or left behind by one that was killed.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const { log } = options;
  const places = choosePlaces(options.dataDir);
  if (places.isElsewhere) {
    log.info(
      {},
      `The database lives in ${places.folder}, because PostgreSQL may not run as root and no other account may enter ${options.dataDir}.`,
    );
  }
  const underLock = <T>(work: () => Promise<T>) => withFolderLock(places.folder, recoveryMs * 2, work);
  const tag = randomBytes(4).toString('hex');
  let holder: Holder | undefined;
  let postmaster = await underLock(async () => {
    const running = await reachPostmaster(places, log);
    holder = enter(places.folder, tag);
    return running;
  }).catch((error: NodeJS.ErrnoException) => {
    // The system's own words (ENOSPC, EACCES …) reach nobody; ours are sentences already.
    throw error.errno === undefined
      ? error
      : new Error(explainTrouble(String(error), places.folder), { cause: error });
  });

  let isLeaving = false;
  const watch = setInterval(() => void revive(), watchEveryMs);
  watch.unref();
  let reviving: Promise<void> | undefined;
  async function revive(): Promise<void> {
    if (options.revives === false || isLeaving || reviving || isAlive(postmaster.identity)) return;
    log.warn({}, 'The embedded database has ended unexpectedly; starting it again.');
    reviving = underLock(() => reachPostmaster(places, log))
      .then((running) => {
        postmaster = running;
      })
      .catch((error: unknown) => log.warn({}, error instanceof Error ? error.message : String(error)))
      .finally(() => {
        reviving = undefined;
      });
    await reviving;
  }

  return {
    socketDir: places.socketDir,
    port,
    folder: places.folder,
    superuserUrl: socketUrl(places.socketDir, superuser, 'postgres'),
    url: (role, database) => socketUrl(places.socketDir, role, database),
    async stop() {
      if (isLeaving) return;
      isLeaving = true;
      clearInterval(watch);
      await reviving;
      await underLock(async () => {
        if (holder) leave(holder);
        const running = findPostmaster(places.cluster);
        if (running && countHolders(places.folder) === 0) await stopPostmaster(running);
      });
    },
    crash: () => crashPostmaster(postmaster),
  };
}

/** Under the lock: a server that answers for this cluster with today's settings, whatever was found. */
async function reachPostmaster(places: Places, log: EmbeddedLog): Promise<Postmaster> {
  const settings = serverSettings();
  const mark = `tidings-${createHash('sha256').update(JSON.stringify(settings)).digest('hex').slice(0, 12)}`;
  const found = findPostmaster(places.cluster);
  if (found && (await canBeJoined(found, places, mark))) return found;
  if (found) {
    log.warn(
      {},
      'A database server from an earlier run does not answer as it should; stopping it and starting anew.',
    );
    await stopPostmaster(found);
  }
  const binaries = prepareBinaries(places.folder, places.account);
  if (initialiseCluster(places, binaries) === 'made')
    log.info({}, `Made a new database in ${places.folder}.`);
  const started = spawnPostmaster(places, binaries, { ...settings, cluster_name: mark });
  await waitUntilReady(started, places);
  return started;
}

/**
 * A living server is joined when it answers on our socket for our cluster. One with other settings (from before an
 * upgrade) is joined only while somebody else uses it; afterwards it is started anew.
 */
async function canBeJoined(found: Postmaster, places: Places, mark: string): Promise<boolean> {
  const isUsed = countHolders(places.folder) > 0;
  const directory = await patientlyAsk(found, places.socketDir);
  if (directory === undefined || realpathSync(directory) !== places.cluster) return false;
  const { value } = await ask(places.socketDir, 'show cluster_name');
  return value === mark || isUsed;
}

/** An orphan may still be recovering or shutting down: it is asked until it answers, ends, or has no socket. */
async function patientlyAsk(found: Postmaster, socketDir: string): Promise<string | undefined> {
  const giveUpAt = performance.now() + recoveryMs;
  while (isAlive(found.identity) && performance.now() < giveUpAt) {
    const { value, problem } = await ask(socketDir, 'show data_directory');
    if (value !== undefined) return value;
    if (!/starting up|shutting down|not yet accepting/.test(problem ?? '')) return undefined;
    await new Promise((resume) => setTimeout(resume, 50));
  }
  return undefined;
}

function socketUrl(socketDir: string, role: string, database: string): string {
  return `postgresql://${encodeURIComponent(role)}@/${encodeURIComponent(database)}?host=${encodeURIComponent(socketDir)}&port=${port}`;
}
