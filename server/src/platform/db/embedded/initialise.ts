import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { makePrivate, type Places } from './places.ts';
import { explainTrouble } from './trouble.ts';

/**
 * Makes the cluster if there is none. initdb works in a private folder aside and its result is renamed into place, so a
 * power cut in the middle leaves no half cluster behind that a later start would trust.
 */
export function initialiseCluster(places: Places, binaries: Binaries): 'made' | 'found' {
  if (existsSync(join(places.cluster, 'PG_VERSION'))) {
    refuseOtherMajor(places, binaries);
    return 'found';
  }
  const workshop = join(places.folder, 'new');
  const fresh = join(workshop, 'cluster');
  try {
    rmSync(workshop, { recursive: true, force: true });
    makePrivate(workshop, places.account);
    runInitdb(fresh, places, binaries);
    rmSync(places.cluster, { recursive: true, force: true });
    renameSync(fresh, places.cluster);
    rmSync(workshop, { recursive: true, force: true });
  } catch (error) {
    rmSync(workshop, { recursive: true, force: true });
    throw new Error(explainTrouble(error instanceof Error ? error.message : String(error), places.folder), {
      cause: error,
    });
  }
  return 'made';
}

function runInitdb(fresh: string, places: Places, binaries: Binaries): void {
  const initdb = spawnSync(
    binaries.initdb,
    [
      `--pgdata=${fresh}`,
      `--username=${superuser}`,
      '--encoding=UTF8',
      // The builtin provider sorts the same on every machine; ICU and libc change their order between versions.
      '--locale-provider=builtin',
      '--locale=C.UTF-8',
      '--data-checksums',
      '--auth-local=trust',
      '--auth-host=reject',
    ],
    { ...places.account.ids, cwd: '/', env: {}, encoding: 'utf8' },
  );
  if (initdb.error) throw initdb.error;
  if (initdb.status !== 0) throw new Error(initdb.stderr);
}

function refuseOtherMajor(places: Places, binaries: Binaries): void {
  const made = readFileSync(join(places.cluster, 'PG_VERSION'), 'utf8').trim();
  if (!binaries.version.startsWith(`${made}.`)) {
    throw new Error(explainTrouble(`was initialized by PostgreSQL version ${made}`, places.cluster));
  }
}

export const superuser = 'postgres';
