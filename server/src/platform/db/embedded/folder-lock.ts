import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { identifyProcess, isAlive } from './process-identity.ts';

const pollEveryMs = 25;

/**
 * Runs `work` while no other process on this machine does the same on `folder`. The lock is a folder that already
 * holds its owner's name when it appears (made aside, then renamed), so a lock without an owner never exists, and
 * one whose owner has died is taken over.
 */
export async function withFolderLock<T>(folder: string, waitMs: number, work: () => Promise<T>): Promise<T> {
  const lock = join(folder, 'lock');
  const giveUpAt = performance.now() + waitMs;
  while (!take(lock)) {
    breakIfOwnerDied(lock);
    if (performance.now() > giveUpAt) {
      throw new Error(
        `Another process (${readOwner(lock) ?? 'unknown'}) is starting or stopping the database in ${folder} and does not finish. ` +
          `If no such process exists, delete ${lock} and start again.`,
      );
    }
    await pause(pollEveryMs);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function take(lock: string): boolean {
  const aside = `${lock}.${randomBytes(6).toString('hex')}`;
  mkdirSync(aside);
  writeFileSync(join(aside, 'owner'), identifyProcess(process.pid) ?? '');
  try {
    renameSync(aside, lock);
    return true;
  } catch {
    rmSync(aside, { recursive: true, force: true });
    return false;
  }
}

function breakIfOwnerDied(lock: string): void {
  const owner = readOwner(lock);
  if (owner === undefined || isAlive(owner)) return;
  const aside = `${lock}.${randomBytes(6).toString('hex')}`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  // Two waiters may both have seen the dead owner; the slower one has now moved the faster one's fresh lock away.
  if (readOwner(aside) !== owner) {
    try {
      renameSync(aside, lock);
      return;
    } catch {
      // A third has the lock by now; the moved one's work is short and ends by itself.
    }
  }
  rmSync(aside, { recursive: true, force: true });
}

function readOwner(lock: string): string | undefined {
  try {
    return readFileSync(join(lock, 'owner'), 'utf8');
  } catch {
    return undefined;
  }
}
