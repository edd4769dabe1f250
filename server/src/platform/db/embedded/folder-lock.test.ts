import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withFolderLock } from './folder-lock.ts';
import { identifyProcess, isAlive } from './process-identity.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tidings-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function lockAs(owner: string): void {
  mkdirSync(join(folder, 'lock'));
  writeFileSync(join(folder, 'lock', 'owner'), owner);
}

describe('the lock on a folder', () => {
  test('lets one work at a time', async () => {
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resume) => setImmediate(resume));
      inside -= 1;
    };
    await Promise.all([1, 2, 3, 4].map(() => withFolderLock(folder, 10_000, work)));
    expect(most).toBe(1);
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });

  test('is freed when the work fails', async () => {
    await expect(withFolderLock(folder, 100, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(withFolderLock(folder, 100, async () => 'again')).resolves.toBe('again');
  });

  test('is taken over from a process that has died', async () => {
    const { pid } = spawnSync('true');
    lockAs(`${pid} 12345`);
    await expect(withFolderLock(folder, 1_000, async () => 'mine')).resolves.toBe('mine');
  });

  test('is taken over when the pid now belongs to another process', async () => {
    lockAs(`${process.pid} 1`);
    await expect(withFolderLock(folder, 1_000, async () => 'mine')).resolves.toBe('mine');
  });

  test('is respected while its owner lives, and the wait ends with a sentence', async () => {
    lockAs(identifyProcess(process.pid) ?? '');
    await expect(withFolderLock(folder, 60, async () => 'mine')).rejects.toThrow(/Another process .* delete/);
  });
});

describe('a process identity', () => {
  test('holds for the living', () => {
    expect(isAlive(identifyProcess(process.pid) ?? '')).toBe(true);
  });

  test('does not hold for the dead, for nonsense, or for a pid with another start', () => {
    const { pid } = spawnSync('true');
    for (const identity of [`${pid} 1`, '', 'x', `${process.pid} 1`]) expect(isAlive(identity)).toBe(false);
  });
});
