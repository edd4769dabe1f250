import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where a data folder is at home. A renamed folder keeps all of it; a copy, wherever it was made, has a mark of its own:
 * another inode, or one that was born at another time. The same disk in another machine has another machine around it.
 */
export type Home = {
  /** Null where the system does not say, as in most containers. */
  readonly machine: string | null;
  /** Inode and birth of the mark in the folder; the birth is 0 on file systems that do not note it. */
  readonly inode: string;
  readonly bornAt: string;
};

/** Reads where the folder is, and leaves a mark in it on the first time. */
export function readHome(folder: string, machineFile = '/etc/machine-id'): Home {
  const mark = join(folder, 'home');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(mark)) writeFileSync(mark, randomBytes(12).toString('hex'));
  const { ino, birthtimeNs } = statSync(mark, { bigint: true });
  return { machine: readMachine(machineFile), inode: String(ino), bornAt: String(birthtimeNs) };
}

export function isElsewhere(then: Home, now: Home): boolean {
  if (then.machine !== null && now.machine !== null && then.machine !== now.machine) return true;
  if (then.inode !== now.inode) return true;
  return then.bornAt !== '0' && now.bornAt !== '0' && then.bornAt !== now.bornAt;
}

/** Hashed, because the system asks not to hand its id on as it is. */
function readMachine(file: string): string | null {
  try {
    const id = readFileSync(file, 'utf8').trim();
    return id === '' ? null : createHash('sha256').update(`tidings ${id}`).digest('hex').slice(0, 16);
  } catch {
    return null;
  }
}
