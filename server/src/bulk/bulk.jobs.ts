import { listWorkspaceIds, type Scope, systemScope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '../platform/errors.ts';
import { enqueue, type Task, type Tasks } from '../platform/jobs/index.ts';
import { endChange, listUnfinished, lockChange, sweepChanges } from './bulk-change.queries.ts';
import { isOver } from './bulk-change.ts';
import { gatherFor, tellEnd, workTask } from './move-change.ts';
import { gatherTask, payloadOf } from './request-change.ts';
import { workThrough } from './work-through.ts';

type Payload = { readonly workspaceId: string; readonly changeId: string; readonly actor: string };
type Work = (ctx: Context, scope: Scope, id: string, signal: AbortSignal) => Promise<unknown>;

const dayMs = 86_400_000;
const toldForDays = 90;

export const bulkJobs: Tasks = {
  [gatherTask]: job(gatherTask, (ctx, scope, id) =>
    ctx.db.tx(scope.workspaceId, (tx) => gatherFor(tx, ctx, scope, id)),
  ),
  [workTask]: job(workTask, workThrough),
  'bulk.sweep': async (ctx) => {
    const now = ctx.clock.now();
    const before = (days: number) => new Date(now.getTime() - days * dayMs);
    for (const workspaceId of await ctx.db.system(listWorkspaceIds))
      await ctx.db.tx(workspaceId, (tx) =>
        sweepChanges(tx, { unbegun: before(1), over: before(toldForDays), now }),
      );
  },
};

/**
 * Both find out from their tables what is left to do. What can never succeed is told in the change; all else is tried again,
 * and told when it was tried for the last time: nobody should wait for a change that nothing works on.
 */
function job(task: string, work: Work): Task {
  return async (ctx, payload, signal, isLastTry = false) => {
    const { workspaceId, changeId, actor } = payload as Payload;
    const scope: Scope = { ...systemScope(workspaceId, 'bulk'), actor };
    try {
      await work(ctx, scope, changeId, signal);
    } catch (error) {
      if (signal.aborted)
        await ctx.db.tx(workspaceId, (tx) =>
          enqueue(tx, task, payloadOf(scope, changeId), { key: `${task}:${changeId}` }),
        );
      else if (isFinal(error)) await fail(ctx, scope, changeId, (error as Error).message);
      else if (isLastTry) {
        ctx.log.error({ task, err: error }, 'A change to many failed, and is not tried again.');
        await fail(ctx, scope, changeId, triedInVain);
      } else throw error;
    }
  };
}

const isFinal = (error: unknown) =>
  [Invalid, Conflict, NotFound, Forbidden].some((kind) => error instanceof kind);

// Not the error's own words: those of a database may quote people.
const triedInVain =
  'Something went wrong on the server each time it was tried; its log says what. What was done stays done. Have that looked at, then ask for the rest anew.';

const fail = (ctx: Context, scope: Scope, id: string, problem: string): Promise<void> =>
  ctx.db.tx(scope.workspaceId, async (tx) => {
    const change = await lockChange(tx, id);
    if (isOver(change)) return;
    await endChange(tx, id, { status: 'failed', problem, at: ctx.clock.now() });
    await tellEnd(tx, scope, { ...change, status: 'failed' });
  });

/** Puts the jobs of changes that were begun and not finished down again, for the start of a worker: a job may have used up its tries. */
export async function resumeChanges(tx: Tx): Promise<number> {
  const unfinished = await listUnfinished(tx);
  for (const { id, status, createdBy } of unfinished) {
    const task = status === 'gathering' ? gatherTask : workTask;
    const payload = { workspaceId: tx.workspaceId, changeId: id, actor: createdBy };
    await enqueue(tx, task, payload, { key: `${task}:${id}` });
  }
  return unfinished.length;
}
