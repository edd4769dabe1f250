import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A child that ends with us, with the options of Node that we have. Its complaints go to our standard error. */
export function startProcess(
  file: string,
  args: readonly string[],
  engine: readonly string[] = [],
): ChildProcess {
  const child = spawn(
    process.execPath,
    [...process.execArgv, ...engine, join(import.meta.dirname, '../..', file), ...args],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  return child;
}

export type ReadyLine = { url?: string; smpp?: string; providers?: Readonly<Record<string, string>> };

/** The first line that a child prints, as JSON; refused when it ends without one. */
export async function readyLine(child: ChildProcess): Promise<ReadyLine> {
  if (!child.stdout) throw new Error('The child has no output to read.');
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([
    once(lines, 'line').then(([first]) => String(first)),
    once(child, 'exit').then(([code]) => `exit ${code}`),
  ]);
  if (line.startsWith('exit')) throw new Error(`A process of the proof did not start (${line}).`);
  return JSON.parse(line) as ReadyLine;
}

export async function killProcess(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}
