import { once } from 'node:events';
import { homedir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { run } from './run.ts';
import { runServer } from './run-server.ts';
import { Interruption } from './surroundings.ts';
import { askAtTerminal } from './terminal.ts';

// A reader that has seen enough (`tidings people | head`) closes the pipe; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const interrupted = new Promise<never>((_, reject) => {
  process.once('SIGINT', () => reject(new Interruption()));
});

const code = await run(process.argv.slice(2), {
  env: process.env,
  homeFolder: homedir(),
  stdin: process.stdin,
  stdout: {
    write: (text) => process.stdout.write(text),
    drained: () => once(process.stdout, 'drain'),
    isTTY: process.stdout.isTTY,
    get columns() {
      return process.stdout.columns;
    },
  },
  stderr: process.stderr,
  fetch,
  pause,
  nowMs: () => performance.now(),
  ask: askAtTerminal,
  runServer,
  interrupted,
});

process.exitCode = code;
// Whatever still runs (an upload, a wait) was told its end above; without this, Ctrl-C would wait for it.
if (code === 130) process.exit(code);
