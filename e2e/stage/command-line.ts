import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const launcher = join(import.meta.dirname, '../../cli/bin/tidings');

export type Said = { code: number; out: string; err: string };

/** Runs the real `tidings` command to its end, with these settings and none of this machine's own. */
export async function tidingsCommand(argv: readonly string[], env: Record<string, string>): Promise<Said> {
  const child = spawn(launcher, argv, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: '/nonexistent', ...env },
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => (said.out += chunk));
  child.stderr.on('data', (chunk) => (said.err += chunk));
  const [code] = await once(child, 'close');
  return { code: code as number, ...said };
}
