import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';

// Everything that can be said about the code without a database, side by side as far as there are cores. One line for
// each check as it ends; what a failed one had to say comes after. Meant to take well under a minute on two cores. With
// --before-tests the pure tests are left to the `npm test` that follows, which runs them first.
type Check = { name: string; program: string; args: string[] };
type Outcome = Check & { isGreen: boolean; seconds: number; said: string };

const root = resolve(import.meta.dirname, '..');
const bin = (name: string) => join(root, 'node_modules/.bin', name);
const node = (name: string, script: string, ...args: string[]): Check => ({
  name,
  program: process.execPath,
  args: [join(root, script), ...args],
});

// The longest first, so that no core waits for one at the end.
const checks: Check[] = [
  ...(process.argv.includes('--before-tests')
    ? []
    : [
        node('pure tests', 'node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', '--reporter', 'dot'),
      ]),
  { name: 'promises and long functions', program: bin('oxlint'), args: ['--type-aware'] },
  { name: 'types', program: bin('tsc'), args: ['-p', 'tsconfig.json', '--noEmit'] },
  ...(existsSync(join(root, 'console/tsconfig.json'))
    ? [
        {
          name: 'types of the console',
          program: bin('tsc'),
          args: ['-p', 'console/tsconfig.json', '--noEmit'],
        },
      ]
    : []),
  {
    name: 'format and lint',
    program: bin('biome'),
    args: ['check', '--error-on-warnings', '--max-diagnostics=50', '.'],
  },
  node('architecture', 'tools/architecture.mjs'),
  node('references in pages', 'tools/docs-references.ts'),
];

const begun = performance.now();
const outcomes = await runAll(checks, availableParallelism());
const failed = outcomes.filter((outcome) => !outcome.isGreen);
for (const { name, said } of failed) console.log(`\n──── ${name}\n${said.trim()}`);
const took = ((performance.now() - begun) / 1000).toFixed(1);
if (failed.length > 0) console.log('');
console.log(
  failed.length === 0
    ? `verified in ${took} s`
    : `not verified: ${failed.map((outcome) => outcome.name).join(', ')} failed (${took} s)`,
);
process.exitCode = failed.length > 0 ? 1 : 0;

async function runAll(waiting: readonly Check[], atOnce: number): Promise<Outcome[]> {
  const queue = [...waiting];
  const done: Outcome[] = [];
  const lane = async () => {
    for (let check = queue.shift(); check; check = queue.shift()) {
      const outcome = await run(check);
      const mark = outcome.isGreen ? '✓' : '✗';
      console.log(`${mark} ${outcome.name} ${outcome.seconds.toFixed(1)} s`);
      done.push(outcome);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, atOnce) }, lane));
  return done;
}

function run(check: Check): Promise<Outcome> {
  const start = performance.now();
  const child = spawn(check.program, check.args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  const seconds = () => (performance.now() - start) / 1000;
  return new Promise((settle) => {
    child.on('error', (error) =>
      settle({ ...check, isGreen: false, seconds: seconds(), said: error.message }),
    );
    child.on('close', (code) => settle({ ...check, isGreen: code === 0, seconds: seconds(), said }));
  });
}
