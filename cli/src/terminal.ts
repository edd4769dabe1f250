import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { Interruption } from './surroundings.ts';

/** Asks on stderr and reads one line of stdin. A secret is not echoed. */
export async function askAtTerminal(question: string, options: { isSecret?: boolean } = {}): Promise<string> {
  process.stderr.write(question);
  const mute = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({
    input: process.stdin,
    output: options.isSecret ? mute : process.stderr,
    terminal: process.stdin.isTTY === true,
  });
  // Under a terminal in raw mode Ctrl-C is a key like any other, and only readline sees it.
  const interrupted = once(lines, 'SIGINT').then(() => {
    throw new Interruption();
  });
  const closed = once(lines, 'close').then(() => '');
  try {
    return await Promise.race([once(lines, 'line').then(([line]) => String(line)), closed, interrupted]);
  } finally {
    lines.close();
    if (options.isSecret) process.stderr.write('\n');
  }
}
