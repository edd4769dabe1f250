import { listWorkspaceIds } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import { attribute } from './attribute.ts';
import { forgetBuyers } from './conversion.queries.ts';
import { recountFrom } from './set-attribution.ts';

// Carriers report for three days, and clicks are judged anew; what was put down before that was known is put down again.
const unsettledMs = 8 * 86_400_000;

const mostAtOnce = 5_000;

/** `eventsForMonths`: for how many whole months events are kept besides the present one; null for ever. */
export const conversionJobs = ({ eventsForMonths = null }: { readonly eventsForMonths?: number | null }) => ({
  'conversions.attribute': async (ctx: Context): Promise<void> => {
    for (const workspaceId of await ctx.db.system(listWorkspaceIds)) await attribute(ctx, workspaceId);
  },
  'conversions.recount': async (ctx: Context): Promise<void> => {
    const now = ctx.clock.now();
    const since = new Date(now.getTime() - unsettledMs);
    for (const workspaceId of await ctx.db.system(listWorkspaceIds))
      await ctx.db.tx(workspaceId, (tx) => recountFrom(tx, now, since));
  },
  /** Whose a purchase was is forgotten when the purchase itself is. */
  'conversions.sweep': async (ctx: Context): Promise<void> => {
    if (eventsForMonths === null) return;
    const now = ctx.clock.now();
    const before = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - eventsForMonths, 1));
    for (const workspaceId of await ctx.db.system(listWorkspaceIds))
      while ((await ctx.db.tx(workspaceId, (tx) => forgetBuyers(tx, before, mostAtOnce))) === mostAtOnce);
  },
});
