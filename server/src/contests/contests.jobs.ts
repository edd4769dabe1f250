import { listWorkspaceIds, systemScope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tasks } from '../platform/jobs/index.ts';
import { listOver, lockContest } from './contest.queries.ts';
import { closeWithin } from './save-contest.ts';

/** Closes contests whose end has come; drawing is for a person. */
export async function tendContests(ctx: Context, workspaceId: string): Promise<void> {
  for (const id of await ctx.db.tx(workspaceId, (tx) => listOver(tx, ctx.clock.now())))
    await ctx.db.tx(workspaceId, async (tx) => {
      const contest = await lockContest(tx, id);
      if (contest?.state === 'open')
        await closeWithin(tx, ctx, systemScope(workspaceId, 'contests'), contest);
    });
}

export const contestJobs: Tasks = {
  'contests.tend': async (ctx) => {
    for (const workspaceId of await ctx.db.system(listWorkspaceIds))
      await tendContests(ctx, workspaceId).catch((error: unknown) => {
        // One workspace in trouble keeps no other from being looked after.
        ctx.log.error({ err: error, workspaceId }, 'Contests could not be looked after.');
      });
  },
};
