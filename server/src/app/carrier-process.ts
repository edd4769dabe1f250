import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { identifyProcess, isAlive } from '../platform/db/embedded/process-identity.ts';
import type { Log } from '../platform/log.ts';
import { carrierMain } from './places.ts';

export type CarrierProcess = {
  readonly url: string;
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
};

export type CarrierOptions = {
  readonly port: number;
  readonly key: string;
  readonly callbackUrl: string;
  readonly callbackSecret: string;
  readonly ledger: string;
  /** Where the running carrier of this ledger is noted, for whoever starts the next one. */
  readonly pidFile: string;
  readonly flags: readonly string[];
};

const startWithinMs = 15_000;
const stopWithinMs = 5_000;

/** Starts the rehearsal carrier as a process of its own and waits until it says where it listens. */
export async function startCarrierProcess(options: CarrierOptions, log: Log): Promise<CarrierProcess> {
  await endLeftover(options.pidFile);
  // A process group of its own: Ctrl-C is for us, and we end the carrier when nothing needs it any more.
  const child = spawn(process.execPath, [carrierMain, ...flagsOf(options)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  writeFileSync(options.pidFile, identifyProcess(child.pid ?? 0) ?? '');
  const complaints: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    complaints.push(line);
    log.warn({}, `The rehearsal carrier says: ${line}`);
  });
  const url = await firstUrl(child, ended);
  if (url === null) {
    child.kill('SIGKILL');
    throw new Error(
      complaints.at(-1) ?? `The rehearsal carrier did not start within ${startWithinMs / 1_000} s.`,
    );
  }
  return { url, ended, stop: () => endProcess(child, ended) };
}

/**
 * A keeper that is killed leaves its carrier behind for up to half a second. Two carriers on one ledger would each know
 * only half of what was accepted, so the old one is ended before the new one begins.
 */
async function endLeftover(pidFile: string): Promise<void> {
  const left = existsSync(pidFile) ? readFileSync(pidFile, 'utf8') : '';
  const giveUpAt = performance.now() + stopWithinMs;
  for (let signal: NodeJS.Signals = 'SIGTERM'; left !== '' && isAlive(left); ) {
    try {
      process.kill(Number.parseInt(left, 10), signal);
    } catch {
      // It ended in between.
    }
    await new Promise((resume) => setTimeout(resume, 20));
    if (performance.now() > giveUpAt) signal = 'SIGKILL';
  }
}

function flagsOf(options: CarrierOptions): string[] {
  const { port, key, callbackUrl, callbackSecret, ledger, flags } = options;
  const named = { port, key, 'callback-url': callbackUrl, 'callback-secret': callbackSecret, ledger };
  // The = keeps a key that begins with a dash from being taken for a flag.
  const given = Object.entries({ ...named, 'parent-pid': process.pid }).map(
    ([name, value]) => `--${name}=${value}`,
  );
  return [...given, ...flags];
}

async function firstUrl(child: ChildProcess, ended: Promise<void>): Promise<string | null> {
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const impatience = new AbortController();
  const timer = setTimeout(() => impatience.abort(), startWithinMs);
  void ended.then(() => impatience.abort());
  try {
    const [line] = (await once(lines, 'line', { signal: impatience.signal })) as [string];
    const { url } = JSON.parse(line) as { url?: string };
    return url ?? null;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

async function endProcess(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
  await ended;
  clearTimeout(timer);
}
