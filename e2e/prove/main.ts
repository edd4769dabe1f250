import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { proveCrash } from './crash.ts';
import { type CrashOptions, readOptions } from './options.ts';

let options: CrashOptions;
try {
  options = readOptions(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'tidings-prove-'));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
const { passed, ...report } = await proveCrash(options, folder);
rmSync(folder, { recursive: true, force: true });
process.stdout.write(`${JSON.stringify({ proof: 'crash', verdict: passed ? 'pass' : 'fail', ...report })}\n`);
process.exit(passed ? 0 : 1);
