import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

/** The system account PostgreSQL runs under; `ids` is empty when that is simply ours. */
export type OsAccount = { readonly uid: number; readonly ids: { uid?: number; gid?: number } };

/**
 * PostgreSQL refuses to run as root, so root hands it to an account without rights. An existing data folder decides
 * (it must stay with its owner); otherwise `nobody`, which every system has. The `postgres` account is left alone: where
 * it exists it owns another database, and the two should not be able to read each other's files.
 */
export function chooseOsAccount(dataFolder: string): OsAccount {
  const own = process.getuid?.() ?? -1;
  if (own !== 0) return { uid: own, ids: {} };
  const owner = ownerOf(dataFolder);
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, ids: owner };
  for (const name of ['nobody', 'daemon']) {
    const uid = askId('-u', name);
    const gid = askId('-g', name);
    if (uid !== undefined && gid !== undefined && uid !== 0) return { uid, ids: { uid, gid } };
  }
  throw new Error(
    'PostgreSQL does not run as root and this machine has neither an account called nobody nor one called daemon. ' +
      'Start Tidings as an ordinary user, or set DATABASE_URL to a database server.',
  );
}

/** Asks the system itself rather than reading modes: access lists, mounts and namespaces all have a say. */
export function canEnter(account: OsAccount, folder: string): boolean {
  const asked = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], {
    ...account.ids,
    cwd: '/',
    stdio: 'ignore',
  });
  return asked.status === 0;
}

function ownerOf(folder: string): { uid: number; gid: number } | undefined {
  const stat = statSync(folder, { throwIfNoEntry: false });
  return stat && { uid: stat.uid, gid: stat.gid };
}

function askId(flag: string, name: string): number | undefined {
  const answer = spawnSync('id', [flag, name], { encoding: 'utf8' });
  const id = Number.parseInt(answer.stdout ?? '', 10);
  return answer.status === 0 && Number.isInteger(id) ? id : undefined;
}
