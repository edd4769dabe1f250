import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { makeDataDir, removeDataDir } from './start-tidings.ts';

/** A disk of its own under a data folder, to be filled up and emptied; only root may make one. */
export type SmallDisk = {
  readonly dataDir: string;
  fill(): void;
  makeRoom(): void;
  remove(): Promise<void>;
};

/** Null where the machine does not let us mount anything. */
export function mountSmallDisk(megabytes: number): SmallDisk | null {
  const dataDir = makeDataDir();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=711`, 'tmpfs', dataDir], {
      stdio: 'ignore',
    });
  } catch {
    rmSync(dataDir, { recursive: true });
    return null;
  }
  const filler = join(dataDir, 'filler');
  return {
    dataDir,
    fill: () => fillUp(filler),
    makeRoom: () => rmSync(filler, { force: true }),
    async remove() {
      // The folder itself cannot be removed as long as it is a disk.
      await removeDataDir(dataDir).catch(() => {});
      execFileSync('umount', [dataDir]);
      rmSync(dataDir, { recursive: true });
    },
  };
}

const stepBytes = [1_000_000, 10_000, 100];

/** Writes until not even a hundred bytes more find room. */
function fillUp(path: string): void {
  const file = openSync(path, 'a');
  for (const bytes of stepBytes) {
    try {
      for (;;) writeSync(file, Buffer.alloc(bytes));
    } catch {
      // Full for pieces of this size.
    }
  }
  closeSync(file);
}
