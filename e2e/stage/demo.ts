import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export type RunningDemo = {
  /** The address that it printed for people to open. */
  url: string;
  /** The last line of its standard output. */
  summary: Record<string, number>;
  /** Ctrl-C, and the wait for its end. */
  interrupt(): Promise<number | null>;
};

/** Runs the demo as a user would, up to the point where it waits for Ctrl-C. */
export async function startDemo(args: readonly string[]): Promise<RunningDemo> {
  const root = join(import.meta.dirname, '../..');
  const child = spawn(process.execPath, ['tools/demo/main.ts', '--json', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  const said: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line') as Promise<[string]>,
    once(child, 'exit').then(() => {
      throw new Error(`The demo ended early:\n${said.join('\n')}`);
    }),
  ]);
  const url = said.join('\n').match(/http:\/\/127\.0\.0\.1:\d+\/enter#\S+/)?.[0];
  if (!url) throw new Error(`The demo printed no address:\n${said.join('\n')}`);
  return {
    url,
    summary: JSON.parse(line) as Record<string, number>,
    async interrupt() {
      child.kill('SIGINT');
      const [code] = (await once(child, 'exit')) as [number | null];
      return code;
    },
  };
}
