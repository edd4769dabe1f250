import { FlagError, readFlags, usage } from './flags.ts';
import { SettingsError } from './settings.ts';
import { startCarrier } from './start.ts';

const parentAskedEveryMs = 500;

async function main(argv: readonly string[]): Promise<void> {
  if (argv.includes('--help')) {
    process.stdout.write(usage);
    return;
  }
  const { options, parentPid } = readFlags(argv);
  const running = await startCarrier({ ...options, onFailure: fail });
  const stop = stopOnce(() => running.stop());
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  if (parentPid !== null) stopWithParent(parentPid, stop);
  // Nobody may be reading any more; that is no reason for the witness to die.
  process.stdout.on('error', () => {});
  const { url, ledger, smpp, providers } = running;
  const faces = Object.keys(providers).length > 0 ? { providers } : {};
  const ready = { ready: true, url, ledger, ...(smpp ? { smpp } : {}), ...faces };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
}

function stopOnce(stop: () => Promise<void>): () => void {
  let isStopping = false;
  return () => {
    if (isStopping) return;
    isStopping = true;
    stop().then(() => process.exit(0), fail);
  };
}

/** A parent that is killed cannot send a signal; without this its carrier would stay behind for ever. */
function stopWithParent(pid: number, stop: () => void): void {
  setInterval(() => {
    try {
      process.kill(pid, 0);
    } catch (error) {
      // EPERM says that it lives and belongs to somebody else.
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') stop();
    }
  }, parentAskedEveryMs).unref();
}

function fail(error: unknown): never {
  const isOurs = error instanceof FlagError || error instanceof SettingsError;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message}${isOurs ? ' Run with --help for all flags.' : ''}\n`);
  process.exit(isOurs ? 2 : 1);
}

main(process.argv.slice(2)).catch(fail);
