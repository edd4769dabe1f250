import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

// Builds the console into console/dist. The new pages are made aside and then take the place of the old ones, so that a
// service that runs meanwhile never serves half of each. The service itself is built by build-server.ts.
const root = resolve(import.meta.dirname, '..');
const consoleFolder = join(root, 'console');
const fresh = join(consoleFolder, 'dist.new');
const state = join(root, '.cache/setup');

if (!existsSync(join(consoleFolder, 'vite.config.ts'))) {
  console.error('There is no console/vite.config.ts, so there is nothing to build.');
  process.exit(0);
}
// The mark carries the time at which building began: whatever changes while it runs is newer and is built again.
mkdirSync(state, { recursive: true });
const mark = join(state, `console.${process.pid}`);
closeSync(openSync(mark, 'w'));
rmSync(fresh, { recursive: true, force: true });
const vite = join(root, 'node_modules/vite/bin/vite.js');
const built = spawnSync(
  process.execPath,
  [vite, 'build', '--outDir', 'dist.new', '--emptyOutDir', '--logLevel', 'warn'],
  {
    cwd: consoleFolder,
    stdio: 'inherit',
  },
);
if (built.status !== 0) {
  rmSync(mark, { force: true });
  rmSync(fresh, { recursive: true, force: true });
  process.exit(built.status ?? 1);
}
const old = join(consoleFolder, 'dist.old');
rmSync(old, { recursive: true, force: true });
if (existsSync(join(consoleFolder, 'dist'))) renameSync(join(consoleFolder, 'dist'), old);
renameSync(fresh, join(consoleFolder, 'dist'));
rmSync(old, { recursive: true, force: true });
renameSync(mark, join(state, 'console'));
