import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { proveCrash } from './crash.ts';
import { type Order, readOrder } from './options.ts';
import { proveRestore } from './restore.ts';

let order: Order;
try {
  order = readOrder(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'tidings-prove-'));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
const { passed, ...report } = await (order.proof === 'crash'
  ? proveCrash(order.options, folder)
  : proveRestore(order.options, folder));
rmSync(folder, { recursive: true, force: true });
const line = { proof: order.proof, verdict: passed ? 'pass' : 'fail', ...report };
process.stdout.write(`${JSON.stringify(line)}\n`);
process.exit(passed ? 0 : 1);
