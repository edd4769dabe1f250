import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Exports, packedExports } from './packed-exports.ts';

/**
 * What `npm pack` and `npm publish` do before and after, in the folder of a library. Here Node runs the sources as they are; in the
 * `node_modules` of others it refuses to, so what is packed is JavaScript with its types, and a package.json that leads there. The one of
 * the sources lies aside meanwhile and comes back.
 *
 *   cd smpp && npm pack        → tidings-smpp-0.1.0.tgz
 */

const folder = process.cwd();
const [when] = process.argv.slice(2);
const own = join(folder, 'package.json');
const aside = join(folder, '.package.json.own');

function bringBack(): void {
  if (existsSync(aside)) renameSync(aside, own);
}

function build(): void {
  const root = resolve(import.meta.dirname, '..');
  const manifest = JSON.parse(readFileSync(own, 'utf8')) as { exports: Exports };
  const sources = Object.values(manifest.exports).map(String);
  const out = join(folder, 'dist');
  rmSync(out, { recursive: true, force: true });
  const flags = ['--outDir', out, '--rootDir', join(folder, 'src'), '--declaration', '--skipLibCheck'];
  const language = ['--module', 'nodenext', '--target', 'es2024', '--lib', 'es2024,esnext', '--strict'];
  const extensions = ['--rewriteRelativeImportExtensions', '--types', 'node', '--exactOptionalPropertyTypes'];
  const made = spawnSync(
    join(root, 'node_modules/.bin/tsc'),
    [...sources, ...flags, ...language, ...extensions, '--ignoreConfig'],
    { cwd: folder, stdio: 'inherit' },
  );
  if (made.status !== 0) throw new Error('The library could not be built, so it is not packed.');
  const {
    devDependencies: _,
    scripts: __,
    ...packed
  } = manifest as { exports: Exports } & Record<string, unknown>;
  renameSync(own, aside);
  writeFileSync(own, `${JSON.stringify({ ...packed, exports: packedExports(manifest.exports) }, null, 2)}\n`);
}

if (when === 'before') {
  // A pack that was broken off has left the other one here.
  bringBack();
  build();
} else bringBack();
