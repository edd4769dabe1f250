import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOptions, type Wish } from './options.ts';
import type { Proof, Report } from './proof.ts';
import { proofs } from './proofs.ts';

// A proof starts the same processes again and again; half of what that costs is compiling them.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, '../../.cache/compiled');

let wish: Wish;
try {
  wish = readOptions(process.argv.slice(2), proofs);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(2);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));

/** Runs one proof and prints its line. */
async function run(name: string, proof: Proof, control: string | null): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-prove-'));
  const startedAt = performance.now();
  const size = { ...proof.sizes[wish.size], ...wish.given };
  try {
    const report = await proof.prove({
      ...size,
      seed: wish.seed,
      only: wish.only,
      control,
      folder,
      say: print,
    });
    const { passed, ...figures } = report;
    const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
    print({ proof: name, control, verdict: passed ? 'pass' : 'fail', ...figures, seconds });
    return report;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const print = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

async function runAll(): Promise<boolean> {
  const wrong: string[] = [];
  let count = 0;
  for (const [name, proof] of Object.entries(proofs)) {
    const missing = proof.findMissing?.() ?? null;
    if (missing !== null) {
      print({ proof: name, verdict: 'left out', because: missing });
      continue;
    }
    for (const control of [null, ...proof.controls]) {
      count += 1;
      const isRight = await run(name, proof, control).then(
        ({ passed, found }) => (control === null ? passed : found > 0),
        (error: unknown) => {
          print({ proof: name, control, verdict: 'broken', error: String(error) });
          return false;
        },
      );
      if (!isRight) wrong.push(control === null ? name : `${name} --control ${control}`);
    }
  }
  print({ proof: 'all', verdict: wrong.length === 0 ? 'pass' : 'fail', runs: count, wrong });
  return wrong.length === 0;
}

const proof = proofs[wish.name];
const isGood = proof ? (await run(wish.name, proof, wish.control)).passed : await runAll();
process.exit(isGood ? 0 : 1);
