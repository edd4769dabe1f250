import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

// Writes the SDK's types from the description of the API. The generator is installed on first use, beside this file.
const here = import.meta.dirname;
const root = resolve(here, '../..');
const generator = join(here, 'openapi-types');
const output = join(root, 'sdk/src/generated/api.ts');

if (!existsSync(join(generator, 'node_modules/openapi-typescript')))
  run('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], generator);
mkdirSync(join(root, 'sdk/src/generated'), { recursive: true });
run(
  process.execPath,
  [
    join(generator, 'node_modules/openapi-typescript/bin/cli.js'),
    join(root, 'server/openapi.json'),
    '--output',
    output,
  ],
  root,
);

function run(program: string, args: string[], cwd: string): void {
  const done = spawnSync(program, args, { cwd, stdio: ['ignore', 2, 2] });
  if (done.status !== 0) process.exit(done.status ?? 1);
}
