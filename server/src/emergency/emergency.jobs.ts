import { listWorkspaceIds } from '../accounts/index.ts';
import type { Tasks } from '../platform/jobs/index.ts';
import { roundTask } from './declare-emergency.ts';
import { sendRound, tendEmergencies } from './send-round.ts';

export const emergencyJobs: Tasks = {
  [roundTask]: (ctx, payload) => {
    const { workspaceId, id } = payload as { workspaceId: string; id: string };
    return sendRound(ctx, workspaceId, id);
  },
  /** Texts whoever has not answered once more, when the time has come. */
  'emergency.tend': async (ctx) => {
    for (const workspaceId of await ctx.db.system(listWorkspaceIds))
      await tendEmergencies(ctx, workspaceId).catch((error: unknown) => {
        // One workspace in trouble keeps no other from being looked after.
        ctx.log.error({ err: error, workspaceId }, 'Emergencies could not be looked after.');
      });
  },
};
