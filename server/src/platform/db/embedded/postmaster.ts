import { spawn } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Binaries } from './binaries.ts';
import { superuser } from './initialise.ts';
import type { Places } from './places.ts';
import { identifyProcess, isAlive, nameOfProcess } from './process-identity.ts';
import { settingArguments } from './settings.ts';
import { explainTrouble } from './trouble.ts';

export const port = 5432; // Only part of the socket's file name; nothing listens on a network.

export type Postmaster = { readonly identity: string; readonly pid: number };

/** Replaying 4 GB of log after a crash took 4 s per 500 MB on a quick disk; slow disks get three minutes. */
export const recoveryMs = 180_000;
const pollEveryMs = 20;
const keepLogBytes = 10 * 1024 * 1024;

/** The server that the cluster's postmaster.pid names, if it lives. A stale file is cleared. */
export function findPostmaster(cluster: string): Postmaster | undefined {
  const file = join(cluster, 'postmaster.pid');
  const pid = readPid(file);
  if (pid === undefined) return undefined;
  const identity = identifyProcess(pid);
  // After a reboot the pid may belong to anything. PostgreSQL itself would then refuse to start.
  if (identity === undefined || !/postgres/.test(nameOfProcess(pid))) {
    rmSync(file, { force: true });
    return undefined;
  }
  return { identity, pid };
}

export function spawnPostmaster(
  places: Places,
  binaries: Binaries,
  settings: Record<string, string>,
): Postmaster {
  const log = openLog(places);
  const child = spawn(
    binaries.postgres,
    [
      '-D',
      places.cluster,
      '-p',
      String(port),
      '-c',
      `unix_socket_directories=${places.socketDir}`,
      ...settingArguments(settings),
    ],
    // Its own session: Ctrl-C in the terminal is meant for us, and we stop the server in order.
    { ...places.account.ids, cwd: '/', env: {}, detached: true, stdio: ['ignore', log, log] },
  );
  closeSync(log);
  child.on('error', () => {}); // Seen as "not alive" by whoever waits.
  child.unref();
  const pid = child.pid ?? -1;
  return { pid, identity: identifyProcess(pid) ?? `${pid} never started` };
}

/** Waits until the server takes connections, through crash recovery if need be. */
export async function waitUntilReady(postmaster: Postmaster, places: Places): Promise<void> {
  const giveUpAt = performance.now() + recoveryMs;
  for (;;) {
    const answer = await ask(places.socketDir, 'show data_directory');
    if (answer.value !== undefined) return;
    if (!isAlive(postmaster.identity)) throw new Error(explainTrouble(readLogTail(places), places.cluster));
    if (performance.now() > giveUpAt) {
      throw new Error(
        `The database in ${places.cluster} has been starting for ${recoveryMs / 60_000} minutes (${answer.problem}). ` +
          `Look into ${logPath(places)}.`,
      );
    }
    await pause(pollEveryMs);
  }
}

/** Asks the server behind the socket one thing as superuser. */
export async function ask(
  socketDir: string,
  question: string,
): Promise<{ value?: string | undefined; problem?: string }> {
  const client = new pg.Client({
    host: socketDir,
    port,
    user: superuser,
    database: 'postgres',
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<string[]>({ text: question, rowMode: 'array' });
    return { value: rows[0]?.[0] };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  } finally {
    await client.end().catch(() => {});
  }
}

/** Fast shutdown: running transactions are rolled back, everything committed is on disk. */
export async function stopPostmaster(postmaster: Postmaster): Promise<void> {
  if (await endsAfter(postmaster, 'SIGINT', 60_000)) return;
  // It hangs, most likely on a dead disk. An immediate stop costs a recovery at the next start and loses nothing.
  if (await endsAfter(postmaster, 'SIGQUIT', 10_000)) return;
  throw new Error(`The database process ${postmaster.pid} does not stop. End it by hand and start again.`);
}

/** Immediate stop, as if the machine had lost power: for proofs. */
export async function crashPostmaster(postmaster: Postmaster): Promise<void> {
  await endsAfter(postmaster, 'SIGQUIT', 30_000);
}

async function endsAfter(postmaster: Postmaster, signal: NodeJS.Signals, waitMs: number): Promise<boolean> {
  const giveUpAt = performance.now() + waitMs;
  if (isAlive(postmaster.identity)) process.kill(postmaster.pid, signal);
  while (isAlive(postmaster.identity)) {
    if (performance.now() > giveUpAt) return false;
    await pause(pollEveryMs);
  }
  return true;
}

function readPid(file: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
    return Number.isInteger(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}

function openLog(places: Places): number {
  const log = logPath(places);
  if (existsSync(log) && statSync(log).size > keepLogBytes) renameSync(log, `${log}.old`);
  const file = openSync(log, 'a', 0o600);
  if (places.account.ids.uid !== undefined)
    chownSync(log, places.account.uid, places.account.ids.gid ?? places.account.uid);
  return file;
}

function logPath(places: Places): string {
  return join(places.folder, 'postgres.log');
}

function readLogTail(places: Places): string {
  try {
    const fatal = readFileSync(logPath(places), 'utf8').trim().split('\n').slice(-12);
    return fatal.filter((line) => /FATAL|PANIC|ERROR|error|HINT/.test(line)).join('\n') || fatal.join('\n');
  } catch {
    return '';
  }
}
