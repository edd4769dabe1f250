import type { Context } from '../platform/context.ts';
import { type ClaimedKey, releaseKey } from './idempotency.queries.ts';

export type OwedKey = ClaimedKey & { readonly workspaceId: string };

/** Keys whose requests did nothing and which could not be freed because the database was away. */
export type OwedKeys = {
  owe(key: OwedKey): void;
  /** Frees this one now where it is owed, so that whoever comes back with it first is not told to wait. */
  settleFor(workspaceId: string, key: string): Promise<void>;
  close(): void;
};

const tryEveryMs = 1_000;

/** They are freed as soon as the database is there again. A process that ends before leaves them taken, as any that dies does. */
export function openOwedKeys(ctx: Pick<Context, 'db'>): OwedKeys {
  const owed = new Map<string, OwedKey>();
  let settling: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  const nameOf = (workspaceId: string, key: string) => `${workspaceId} ${key}`;

  async function freeAll(): Promise<void> {
    for (const [name, one] of owed) {
      await ctx.db.tx(one.workspaceId, (tx) => releaseKey(tx, one));
      owed.delete(name);
    }
  }

  // One at a time: while the database is away each try waits for it, and the first that fails speaks for all behind it.
  function settle(): Promise<void> {
    settling ??= freeAll()
      .catch(() => {})
      .finally(() => {
        settling = null;
        if (owed.size === 0) stop();
      });
    return settling;
  }

  function stop(): void {
    clearInterval(timer);
    timer = undefined;
  }

  return {
    owe(key) {
      owed.set(nameOf(key.workspaceId, key.key), key);
      timer ??= setInterval(() => void settle(), tryEveryMs).unref();
    },
    settleFor: async (workspaceId, key) => {
      if (owed.has(nameOf(workspaceId, key))) await settle();
    },
    close: stop,
  };
}
