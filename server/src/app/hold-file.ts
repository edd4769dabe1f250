import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { identifyProcess, isAlive } from '../platform/db/embedded/process-identity.ts';

export type FileHold = {
  /** True when this process holds the file, from now on or already. */
  take(): boolean;
  release(): void;
};

/** A file that one living process on this machine can hold. One that died, however it died, holds nothing. */
export function holdFile(path: string): FileHold {
  const own = identifyProcess(process.pid) ?? String(process.pid);
  const read = () => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return null;
    }
  };
  return {
    take() {
      const holder = read();
      if (holder === own) return true;
      if (holder !== null && isAlive(holder)) return false;
      if (holder !== null) rmSync(path, { force: true });
      // A link appears whole or not at all, and fails where somebody was faster.
      const draft = `${path}.${process.pid}`;
      writeFileSync(draft, own);
      try {
        linkSync(draft, path);
      } catch {
        return false;
      } finally {
        rmSync(draft, { force: true });
      }
      return read() === own;
    },
    release() {
      if (read() === own) rmSync(path, { force: true });
    },
  };
}
