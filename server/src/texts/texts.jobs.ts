import type { Tx } from '../platform/db/pool.ts';
import type { Tasks } from '../platform/jobs/index.ts';
import { enqueueWork, workOperationTask } from './create-operation.ts';
import { listOpenOperations } from './operation.queries.ts';
import { workOperation } from './work-operation.ts';

type Payload = { readonly workspaceId: string; readonly operationId: string };

export const textJobs: Tasks = {
  [workOperationTask]: async (ctx, payload, signal) => {
    const { workspaceId, operationId } = payload as Payload;
    await workOperation(ctx, workspaceId, operationId, signal);
  },
};

/**
 * Puts the jobs of requests that were begun and not finished down again, for the start of a worker: the job of a process
 * that was killed comes back by itself, but one that used up its tries would leave the request standing for ever.
 */
export async function resumeOperations(tx: Tx): Promise<number> {
  const open = await listOpenOperations(tx);
  for (const id of open) await enqueueWork(tx, id);
  return open.length;
}
