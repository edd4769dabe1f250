import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where a scenario may leave things: a folder, and whatever must be ended before the folder can go. */
export type Workplace = {
  readonly folder: string;
  /** What was registered last is ended first. */
  atEnd(end: () => Promise<void> | void): void;
  /** Begins something and sees to its end, also when the workplace closes before it has begun. */
  begin<T>(start: () => Promise<T>, end: (begun: T) => Promise<void>): Promise<T>;
  /** Ends everything and removes the folder. May be called again, for what was begun meanwhile. */
  close(): Promise<void>;
};

export function openWorkplace(): Workplace {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-bench-'));
  // As root PostgreSQL runs as somebody else, and a closed folder would send its data outside of it.
  chmodSync(folder, 0o711);
  const ends: (() => Promise<void> | void)[] = [];
  // One closing after another: a folder must not go while the first is still ending what lives in it.
  let closing: Promise<void> = Promise.resolve();
  return {
    folder,
    atEnd: (end) => void ends.push(end),
    begin(start, end) {
      const beginning = start();
      ends.push(async () => {
        // What did not begin has told its reason to whoever wanted it.
        const begun = await beginning.then(
          (value) => ({ value }),
          () => null,
        );
        if (begun) await end(begun.value);
      });
      return beginning;
    },
    close() {
      closing = closing.then(closeOnce, closeOnce);
      return closing;
    },
  };

  async function closeOnce(): Promise<void> {
    const troubles: unknown[] = [];
    for (let end = ends.pop(); end; end = ends.pop()) {
      await Promise.resolve(end()).catch((trouble: unknown) => troubles.push(trouble));
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    if (troubles.length > 0) throw new Error(`Something did not end: ${troubles.map(String).join('; ')}`);
  }
}
