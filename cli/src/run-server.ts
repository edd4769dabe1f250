import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The service's own program, in the clone that this command comes from. */
const program = join(import.meta.dirname, '../../server/src/main.ts');

/**
 * Runs it with these words and waits for its end; null where there is none. It answers on our standard output, or, where
 * that is kept for one line of JSON, tells all of it beside.
 */
export async function runServer(argv: readonly string[], how: 'answers' | 'tells'): Promise<number | null> {
  if (!existsSync(program)) return null;
  const child = spawn(process.execPath, [program, ...argv], {
    stdio: ['inherit', how === 'answers' ? 'inherit' : process.stderr, 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}
