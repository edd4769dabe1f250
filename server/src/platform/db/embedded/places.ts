import { createHash } from 'node:crypto';
import { chmodSync, chownSync, lstatSync, mkdirSync, realpathSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { canEnter, chooseOsAccount, type OsAccount } from './os-account.ts';
import { explainTrouble } from './trouble.ts';

/** Where everything of one embedded database lives. */
export type Places = {
  /** Ours: lock, holders, log, copied binaries. */
  readonly folder: string;
  /** PostgreSQL's own, 0700. */
  readonly cluster: string;
  readonly socketDir: string;
  readonly account: OsAccount;
  /** True when the data could not live where it was asked to. */
  readonly isElsewhere: boolean;
};

// sockaddr_un holds 108 bytes with the closing zero, and PostgreSQL adds "/.s.PGSQL.5432".
const longestSocketDir = 107 - '/.s.PGSQL.5432'.length;

/**
 * The data lives in `<dataDir>/postgres`. When we are root and the account PostgreSQL runs under cannot walk there, it
 * lives in /var/lib (or /var/tmp) under a name derived from the wished folder, so that every start finds it again.
 */
export function choosePlaces(dataDir: string): Places {
  try {
    mkdirSync(dataDir, { recursive: true });
    const asked = realpathSync(dataDir);
    const short = createHash('sha256').update(asked).digest('hex').slice(0, 12);
    for (const folder of [
      join(asked, 'postgres'),
      `/var/lib/tidings-${short}`,
      `/var/tmp/tidings-${short}`,
    ]) {
      const account = chooseOsAccount(join(folder, 'cluster'));
      if (!isUsable(folder, account)) continue;
      const socketDir = chooseSocketDir(folder, short);
      makePrivate(socketDir, account);
      const isElsewhere = folder !== join(asked, 'postgres');
      return { folder, cluster: join(folder, 'cluster'), socketDir, account, isElsewhere };
    }
  } catch (error) {
    throw new Error(explainTrouble(String(error), dataDir), { cause: error });
  }
  throw new Error(
    `PostgreSQL cannot run as root and no other account may enter ${dataDir}, /var/lib or /var/tmp. ` +
      'Start Tidings as an ordinary user, or set DATABASE_URL.',
  );
}

function isUsable(folder: string, account: OsAccount): boolean {
  const isNew = mkdirSync(folder, { recursive: true, mode: 0o711 }) !== undefined;
  // In /var/tmp anybody could have put a folder of this name, to read what we write.
  if (lstatSync(folder).uid !== process.getuid?.() && lstatSync(folder).uid !== account.uid) return false;
  if (canEnter(account, folder)) return true;
  if (isNew) rmdirSync(folder);
  return false;
}

/** Makes a folder that belongs to the account and that nobody else may enter. */
export function makePrivate(folder: string, account: OsAccount): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  const own = process.getuid?.();
  // In /tmp somebody else may have made the folder first, to listen in our place.
  if (!found.isDirectory() || (found.uid !== account.uid && found.uid !== own)) {
    throw new Error(`${folder} belongs to another user. Delete it and start again.`);
  }
  if (account.ids.uid !== undefined) chownSync(folder, account.uid, account.ids.gid ?? account.uid);
  chmodSync(folder, 0o700);
}

function chooseSocketDir(folder: string, short: string): string {
  const beside = join(folder, 'socket');
  return Buffer.byteLength(beside) <= longestSocketDir ? beside : `/tmp/tidings-${short}`;
}
