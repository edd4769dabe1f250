import type { Context } from '../platform/context.ts';
import { dropEventMonth, listOldEventMonths } from './event.queries.ts';

/** Drops the events of months that are no longer kept, the oldest first; one that cannot be had now is left for tomorrow. */
export async function dropOldEvents(ctx: Context, keepMonths: number | null): Promise<void> {
  if (keepMonths === null) return;
  const months = await ctx.db.system((tx) => listOldEventMonths(tx, keepMonths));
  for (const month of months) {
    const counted = await ctx.db.system((tx) => dropEventMonth(tx, month)).catch((error: Error) => error);
    if (counted instanceof Error)
      ctx.log.warn(
        { month, err: counted },
        'The events of a month could not be dropped; it is tried again tomorrow.',
      );
    else ctx.log.info({ month, events: counted }, 'The events of a month are no longer kept.');
  }
}
