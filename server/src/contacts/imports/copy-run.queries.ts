import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Tx } from '../../platform/db/pool.ts';

/**
 * One COPY after another into a table of this transaction, moved on whenever a few megabytes have gathered there. Parts are
 * sent on as they come, so that none is held here.
 */
export type CopyRun = {
  write(part: Uint8Array): Promise<void>;
  /** Moves what is left. The connection can take other statements afterwards. */
  close(): Promise<void>;
  /** Gives up a COPY that is under way; without this the connection would wait for its end for ever. */
  abort(): Promise<void>;
};

// Enough to make a COPY worth its round trips, little enough to stay in the session's own buffers.
const bytesPerCopy = 4_000_000;

export function openCopyRun(tx: Tx, copySql: string, move: () => Promise<void>): CopyRun {
  let current: { readonly stream: Writable; readonly done: Promise<void> } | null = null;
  let bytes = 0;
  const begin = () => {
    const stream = tx.copyIn(copySql);
    const done = finished(stream);
    // Whoever writes or closes meets the error; until then it must not count as unhandled.
    done.catch(() => {});
    return { stream, done };
  };
  const close = async () => {
    if (!current) return;
    const { stream, done } = current;
    current = null;
    bytes = 0;
    stream.end();
    await done;
    await move();
  };
  return {
    close,
    async write(part) {
      if (part.length === 0) return;
      current ??= begin();
      bytes += part.length;
      if (!current.stream.write(part)) await Promise.race([once(current.stream, 'drain'), current.done]);
      if (bytes >= bytesPerCopy) await close();
    },
    async abort() {
      if (!current) return;
      const { stream, done } = current;
      current = null;
      stream.destroy(new Error('Reading stopped.'));
      await done.catch(() => {});
    },
  };
}
