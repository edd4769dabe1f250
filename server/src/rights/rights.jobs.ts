import type { Context } from '../platform/context.ts';
import { eraseRest, eraseRestTask } from './erase.ts';

export const rightsJobs = {
  /** Empties what was on its way when a person was erased, and closes the request. */
  [eraseRestTask]: async (ctx: Context, payload: object): Promise<void> =>
    eraseRest(ctx, payload as { workspaceId: string; requestId: string }),
};
