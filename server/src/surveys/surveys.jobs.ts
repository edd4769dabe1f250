import { listWorkspaceIds } from '../accounts/index.ts';
import type { Tasks } from '../platform/jobs/index.ts';
import { sendQueued, sendTask, tendSurveys } from './send-survey.ts';

export const surveyJobs: Tasks = {
  [sendTask]: (ctx, payload) => {
    const { workspaceId, id } = payload as { workspaceId: string; id: string };
    return sendQueued(ctx, workspaceId, id);
  },
  /** Reminders, ends, and what a lost job has left. */
  'surveys.tend': async (ctx) => {
    for (const workspaceId of await ctx.db.system(listWorkspaceIds))
      await tendSurveys(ctx, workspaceId).catch((error: unknown) => {
        // One workspace in trouble keeps no other from being looked after.
        ctx.log.error({ err: error, workspaceId }, 'Surveys could not be looked after.');
      });
  },
};
