import { noteMessageEvents, suppressQueued } from '../messages/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { lockWaitingText } from './recorded-chunk.queries.ts';

/**
 * Takes a text on record back, in the caller's transaction. False when it is too late: it has been announced to the carrier,
 * or something else has become of it. With its chunk locked no worker can announce it while this is decided.
 */
export async function cancelQueued(
  tx: Tx,
  ctx: Pick<Context, 'clock'>,
  messageId: number,
  actor: string,
): Promise<boolean> {
  const waiting = await lockWaitingText(tx, messageId);
  if (!waiting || waiting.isAnnounced) return false;
  const now = ctx.clock.now();
  const cancelled = await suppressQueued(tx, [messageId], 'text.cancelled', now);
  if (cancelled.length === 0) return false;
  const event = { messageId, kind: 'cancelled' as const, reason: 'text.cancelled', detail: actor };
  await noteMessageEvents(tx, [event], now);
  return true;
}
