import { listWorkspaceIds } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Outside } from '../platform/outside/outside.ts';
import { dropOldClicks } from './click.queries.ts';
import { judgeClicks } from './judge-clicks.ts';
import { watchDestinations } from './watch-destinations.ts';

// Thirteen months: the same month of the year before can still be compared.
const keptMs = 395 * 86_400_000;
const mostAtOnce = 5_000;

export const linkJobs = ({ outside }: { readonly outside: Outside }) => ({
  'links.watch': async (ctx: Context): Promise<void> => {
    await watchDestinations(ctx, outside);
  },
  'links.judge': async (ctx: Context): Promise<void> => {
    for (const workspaceId of await ctx.db.system(listWorkspaceIds)) await judgeClicks(ctx, workspaceId);
  },
  'links.sweep': async (ctx: Context): Promise<void> => {
    const before = new Date(ctx.clock.now().getTime() - keptMs);
    for (const workspaceId of await ctx.db.system(listWorkspaceIds))
      while ((await ctx.db.tx(workspaceId, (tx) => dropOldClicks(tx, before, mostAtOnce))) === mostAtOnce);
  },
});
