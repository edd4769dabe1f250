import { type Scope, systemScope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { enqueue, type Task, type Tasks } from '../../platform/jobs/index.ts';
import { checkTask, runCheck } from './check-import.ts';
import { commitTask, runCommit } from './commit-import.ts';
import { failImport, listUnfinishedImports } from './import.queries.ts';
import { isFinalProblem } from './is-final-problem.ts';
import { forgetNewList } from './new-list.queries.ts';
import { type FindHistory, runUndo, undoTask } from './undo-import.ts';

type Payload = { readonly workspaceId: string; readonly importId: string; readonly actor: string };

type Work = (ctx: Context, scope: Scope, importId: string, signal: AbortSignal) => Promise<unknown>;

/** The jobs of imports, for app/jobs.ts. `findHistory` answers from the slices above who has texts or replies. */
export function importJobs(findHistory: FindHistory): Tasks {
  return {
    [checkTask]: job(checkTask, runCheck),
    [commitTask]: job(commitTask, runCommit),
    [undoTask]: job(undoTask, (ctx, scope, id, signal) => runUndo(ctx, scope, id, findHistory, signal)),
  };
}

/**
 * Each of them finds out from the tables what is left to do, so a job that runs twice or begins again after a crash does
 * no harm. What can never succeed is told in the import; everything else is thrown and tried again.
 */
function job(task: string, work: Work): Task {
  return async (ctx, payload, signal) => {
    const { workspaceId, importId, actor } = payload as Payload;
    const scope = { ...systemScope(workspaceId, 'imports'), actor };
    try {
      await work(ctx, scope, importId, signal);
    } catch (error) {
      if (signal.aborted)
        await ctx.db.tx(workspaceId, (tx) => enqueue(tx, task, payload, { key: `${task}:${importId}` }));
      else if (isFinalProblem(error))
        await ctx.db.tx(workspaceId, async (tx) => {
          await failImport(tx, importId, (error as Error).message);
          await forgetNewList(tx, importId);
        });
      else throw error;
    }
  };
}

const taskOf = { checking: checkTask, importing: commitTask, undoing: undoTask } as const;

/**
 * Puts the jobs of imports that were begun and not finished down again. For the start of a worker: the job of a process
 * that was killed comes back by itself, but one that used up its tries would leave the import standing for ever.
 */
export async function resumeImports(tx: Tx): Promise<number> {
  const unfinished = await listUnfinishedImports(tx);
  for (const { id, status, createdBy } of unfinished) {
    const task = taskOf[status as keyof typeof taskOf];
    await enqueue(
      tx,
      task,
      { workspaceId: tx.workspaceId, importId: id, actor: createdBy },
      { key: `${task}:${id}` },
    );
  }
  return unfinished.length;
}
