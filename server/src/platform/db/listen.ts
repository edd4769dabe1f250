import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../log.ts';

export type Listener = { close(): Promise<void> };

const reconnectAfterMs = 1_000;
const connectWithinMs = 5_000;

/**
 * Calls `onNews` with what was said whenever somebody notifies the channel, and with nothing after each (re)connection, because what was
 * told while nobody listened is lost. A listener without a connection is late, never wrong: whoever waits must look from time to
 * time anyway.
 */
export function listenTo(
  connection: pg.ClientConfig,
  channel: string,
  log: Pick<Log, 'warn'>,
  onNews: (said: string) => void,
): Listener {
  const ending = new AbortController();
  // Only while it stands: the library never answers somebody who ends a client that is still connecting.
  let client: pg.Client | null = null;

  async function keepListening(): Promise<void> {
    while (!ending.signal.aborted) {
      await listenOnce().catch((error: unknown) => {
        if (!ending.signal.aborted)
          log.warn({ err: error }, 'Nobody is told at once when there is something to do; trying again.');
      });
      await sleep(reconnectAfterMs, undefined, { signal: ending.signal }).catch(() => {});
    }
  }

  async function listenOnce(): Promise<void> {
    const own = new pg.Client({ ...connection, connectionTimeoutMillis: connectWithinMs });
    const ended = new Promise<void>((resolve) => own.once('end', resolve));
    own.on('error', () => {});
    own.on('notification', ({ payload = '' }) => onNews(payload));
    try {
      await own.connect();
      if (ending.signal.aborted) return;
      client = own;
      await own.query(`listen ${pg.escapeIdentifier(channel)}`);
      onNews('');
      await ended;
    } finally {
      client = null;
      await own.end().catch(() => {});
    }
  }

  const running = keepListening();
  return {
    async close() {
      ending.abort();
      await client?.end().catch(() => {});
      await running;
    },
  };
}
