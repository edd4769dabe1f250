import type { Context } from '../platform/context.ts';
import { dropMonth, listOldMonths } from './upkeep.queries.ts';

/** Texts are evidence, so that they are kept for ever unless somebody has said for how many months. */
export type Keeping = {
  readonly textsForMonths: number | null;
  /** Events of the business’s own, which nobody needs as evidence; for ever unless somebody has said. */
  readonly eventsForMonths?: number | null;
};

/**
 * Drops the texts of months that are no longer kept, one at a time: a month is a partition, and going with its file it costs
 * no more than the lock. One that cannot be had now is left for tomorrow.
 */
export async function dropOldTexts(ctx: Context, { textsForMonths }: Keeping): Promise<void> {
  if (textsForMonths === null) return;
  const months = await ctx.db.system((tx) => listOldMonths(tx, textsForMonths));
  for (const month of months) {
    const counted = await ctx.db.system((tx) => dropMonth(tx, month)).catch((error: Error) => error);
    if (counted instanceof Error)
      ctx.log.warn(
        { month, err: counted },
        'The texts of a month could not be dropped; it is tried again tomorrow.',
      );
    else if (counted === null)
      ctx.log.warn(
        { month },
        'The texts of a month stay: somebody in it still waits to be texted, or a legal hold stands on a number in it.',
      );
    else ctx.log.info({ month }, 'The texts of a month are no longer kept; what they came to is counted.');
  }
}
