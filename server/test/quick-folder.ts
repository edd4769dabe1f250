import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Linux keeps this folder in memory. A database is some 1,200 files, and a disk that confirms each of them takes seconds to copy
// one; memory takes 80 ms. What is proved stays the same: processes that are killed lose nothing of either.
const memory = '/dev/shm';
const gibibyte = 1024 ** 3;
const roomInFolder = 4 * gibibyte;
const roomInMachine = 6 * gibibyte;

/** Whether there is such a folder, with room for all that a run keeps at a time. Containers often have 64 MB of it. */
export function hasQuickFolder(): boolean {
  try {
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize >= roomInFolder && process.availableMemory() >= roomInMachine;
  } catch {
    return false;
  }
}

/** A new folder for data that ends with this process, which any account may enter: in memory where that is possible. */
export function makeQuickFolder(name: string): string {
  const folder = mkdtempSync(join(hasQuickFolder() ? memory : tmpdir(), `tidings-${name}-${process.pid}-`));
  chmodSync(folder, 0o711);
  return folder;
}

/**
 * Removes what runs that were killed have left in memory under this name, and ends the database servers that live there
 * still. On a disk it would wait for the system to clear up; in memory nobody does.
 */
export function sweepQuickFolders(name: string): void {
  if (!existsSync(memory)) return;
  for (const entry of readdirSync(memory)) {
    const owner = new RegExp(`^tidings-${name}-(\\d+)-\\w+$`).exec(entry)?.[1];
    if (owner === undefined || isAlive(Number(owner))) continue;
    const folder = join(memory, entry);
    endServersOf(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A database server names its folder on its command line, as `-D`. */
function endServersOf(folder: string): void {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      if (words[words.indexOf('-D') + 1]?.startsWith(`${folder}/`)) process.kill(Number(pid), 'SIGQUIT');
    } catch {
      // It ended in between, or is somebody else's.
    }
  }
}
