import type { SystemTx, Tx } from '../db/pool.ts';
import { type Announcement, eventTask } from './task.ts';

export type EnqueueOptions = {
  /** Real time: jobs are chores of the house and do not follow a rehearsal's clock. */
  readonly runAt?: Date;
  /** A job that still waits under this key is replaced, so that ten changes cause one recount. */
  readonly key?: string;
};

/** Puts a job down in the caller's transaction: no commit, no job. */
export async function enqueue(
  tx: Tx | SystemTx,
  task: string,
  payload: object,
  options: EnqueueOptions = {},
): Promise<void> {
  await tx.query({
    name: 'enqueue_job',
    text: 'select enqueue_job($1, $2, $3, $4)',
    values: [task, JSON.stringify(payload), options.runAt ?? null, options.key ?? null],
  });
}

/** Tells the slices above what has happened here, in the transaction that made it happen. */
export async function announce(
  tx: Tx | SystemTx,
  workspaceId: string,
  type: string,
  data: Record<string, unknown>,
  options: EnqueueOptions = {},
): Promise<void> {
  const news: Announcement = { workspaceId, type, data };
  await enqueue(tx, eventTask, news, options);
}

/** Says that the jobs of this runner are still being worked on. */
export async function freshenLocks(tx: SystemTx, runner: string): Promise<void> {
  await tx.query('update graphile_worker._private_jobs set locked_at = now() where locked_by = $1', [runner]);
}

/** Hands back the jobs of runners that have not been heard of. A job may then run twice, as any job may. */
export async function unlockDeadJobs(tx: SystemTx, silentSeconds: number): Promise<void> {
  await tx.query(
    `select graphile_worker.force_unlock_workers(array_agg(locked_by)) from graphile_worker._private_jobs
     where locked_at < now() - make_interval(secs => $1) having count(*) > 0`,
    [silentSeconds],
  );
}

/** Hands back the jobs of runners that are known to have ended. */
export async function unlockJobsOf(tx: SystemTx, runners: readonly string[]): Promise<void> {
  await tx.query('select graphile_worker.force_unlock_workers($1::text[])', [runners]);
}

export type LateJobs = {
  /** Due for long, with nobody at work on them. */
  readonly late: number;
  /** Tried as often as they may be. */
  readonly givenUp: number;
  /** The kinds of those that were given up. */
  readonly kinds: readonly string[];
};

/** Jobs that do not get done. Only the worker's role may look into the library's tables. */
export async function countLateJobs(tx: SystemTx, lateSeconds: number): Promise<LateJobs> {
  const { rows } = await tx.query<LateJobs>({
    name: 'jobs_count_late',
    text: `select count(*) filter (where j.attempts < j.max_attempts and j.locked_at is null and j.run_at < now() - make_interval(secs => $1)) as late,
             count(*) filter (where j.attempts >= j.max_attempts and j.locked_at is null) as "givenUp",
             coalesce(array_agg(distinct t.identifier) filter (where j.attempts >= j.max_attempts and j.locked_at is null), '{}') as kinds
           from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id`,
    values: [lateSeconds],
  });
  return rows[0] ?? { late: 0, givenUp: 0, kinds: [] };
}
