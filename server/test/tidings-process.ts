import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const main = resolve(import.meta.dirname, '../src/main.ts');

export type RunningTidings = {
  readonly child: ChildProcess;
  /** What it printed when it was ready. */
  readonly ready: { url: string | null; setup_url: string | null; mode: string };
  /** Sends a signal and waits for the end; returns the exit code. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
};

export type Finished = { readonly code: number | null; readonly out: string; readonly err: string };

const environment = (env: Record<string, string>) => ({ PATH: process.env.PATH ?? '', ...env });

/** Starts the real program as a process and waits until it says that it is ready. */
export async function startTidings(
  words: readonly string[],
  env: Record<string, string>,
): Promise<RunningTidings> {
  const child = spawn(process.execPath, [main, ...words], {
    env: environment({ TIDINGS_PORT: '0', TIDINGS_READY_JSON: 'true', ...env }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let err = '';
  child.stderr.on('data', (piece) => {
    err += piece;
  });
  const exited = once(child, 'exit').then(() => {
    throw new Error(`Tidings ended before it was ready: ${err}`);
  });
  const [line] = (await Promise.race([once(createInterface({ input: child.stdout }), 'line'), exited])) as [
    string,
  ];
  exited.catch(() => {});
  return {
    child,
    ready: JSON.parse(line),
    async end(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      child.kill(signal);
      const [code] = (await once(child, 'exit')) as [number | null];
      return code;
    },
  };
}

/** Runs a command of it to its end. */
export async function runTidings(words: readonly string[], env: Record<string, string>): Promise<Finished> {
  const child = spawn(process.execPath, [main, ...words], {
    env: environment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (piece) => {
    out += piece;
  });
  child.stderr.on('data', (piece) => {
    err += piece;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}
