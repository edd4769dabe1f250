import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** What to do where Perl's Net::SMPP is missing, or null where it is there. */
export function findNetSmppMissing(): string | null {
  const { status } = spawnSync('perl', ['-MNet::SMPP', '-e', '1'], { stdio: 'ignore' });
  return status === 0
    ? null
    : 'Net::SMPP is not installed here, so it is left out. Install it with: apt-get install libnet-smpp-perl';
}

export type PerlProgram = {
  /** What it prints next, as JSON; refused when it ends without another line. */
  nextLine(): Promise<Record<string, unknown>>;
  /** Ends it where it has not ended by itself. */
  end(): Promise<void>;
};

export function startPerl(program: string, args: readonly (string | number)[]): PerlProgram {
  const child: ChildProcess = spawn('perl', [join(import.meta.dirname, program), ...args.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  child.once('exit', () => process.off('exit', endWithUs));
  if (!child.stdout) throw new Error('Perl has no output to read.');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async nextLine() {
      const { value, done } = await lines.next();
      if (done) throw new Error(`${program} ended without a word.`);
      return JSON.parse(value) as Record<string, unknown>;
    },
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

/** The lines of a file that a program wrote, each parted at its first blanks. */
export function readFields(file: string, fields: 2 | 3): string[][] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const parts = line.split(' ');
      return [...parts.slice(0, fields - 1), parts.slice(fields - 1).join(' ')];
    });
}
