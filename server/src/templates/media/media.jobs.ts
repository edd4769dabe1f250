import { listWorkspaceIds } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { deleteOldFits, deleteUnusedMedia } from './media.queries.ts';
import { deleteUnusedMms } from './mms.queries.ts';

const dayMs = 86_400_000;
/** An upload of which nothing was made for so long is forgotten. */
const unusedMediaDays = 30;
/** An MMS that no text, campaign or template points at any more, so long after it was last used. */
const unusedMmsDays = 90;
/** What was made for a carrier is made again when it is asked for. */
const fitsDays = 14;

export const mediaJobs = {
  /** Lets go of what nothing holds any more. */
  'media.sweep': async (ctx: Context): Promise<void> => {
    const before = (days: number) => new Date(ctx.clock.now().getTime() - days * dayMs);
    for (const workspaceId of await ctx.db.system(listWorkspaceIds))
      await ctx.db.tx(workspaceId, async (tx) => {
        await deleteUnusedMms(tx, before(unusedMmsDays));
        await deleteUnusedMedia(tx, before(unusedMediaDays));
        await deleteOldFits(tx, new Date(Date.now() - fitsDays * dayMs));
      });
  },
};
