import type { Context } from '../platform/context.ts';
import { noteHeard, noteRefused } from './gateway.queries.ts';

/** Notes of each account when its carrier last reported, and when and why a callback was refused. */
export type CallbackHealth = {
  heard(workspaceId: string, gatewayId: string): void;
  refused(workspaceId: string, gatewayId: string, because: string): void;
};

// Often enough for whoever sets callbacks up and waits for the first; and a flood of them costs two writes a minute.
const noteEveryMs = 30_000;

/** Nobody waits for these notes, and a callback is not lost over them. */
export function openCallbackHealth(ctx: Context): CallbackHealth {
  const notedAt = new Map<string, number>();

  function note(key: string, workspaceId: string, work: Parameters<typeof ctx.db.tx<void>>[1]): void {
    const now = ctx.clock.monotonicMs();
    const last = notedAt.get(key);
    if (last !== undefined && now - last < noteEveryMs) return;
    notedAt.set(key, now);
    ctx.db.tx(workspaceId, work).catch((error: unknown) => {
      notedAt.delete(key);
      ctx.log.warn({ err: error }, 'the health of callbacks could not be noted');
    });
  }

  return {
    heard: (workspaceId, id) => note(`heard ${id}`, workspaceId, (tx) => noteHeard(tx, id)),
    refused: (workspaceId, id, because) =>
      note(`refused ${id}`, workspaceId, (tx) => noteRefused(tx, id, because)),
  };
}
