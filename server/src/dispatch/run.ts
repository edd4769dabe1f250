import type { Tx } from '../platform/db/pool.ts';
import type { Run } from './chunk.ts';
import type { Lane } from './lane.ts';
import { insertChunks, insertRun, type NewRun } from './run.queries.ts';
import { type SendStore, sqlStore } from './store.ts';
import { insertTimedChunks, type TimedTarget } from './timed-chunks.queries.ts';

/** Opens a run for a launch; its id is the campaign's. Nobody is in it yet. */
export async function startRun(tx: Tx, run: NewRun): Promise<void> {
  await insertRun(tx, run);
}

/** Puts people into the run: everybody whom the SQL yields (one column, contact_id, each once). Returns how many. */
export async function enqueueRun(
  tx: Tx,
  target: {
    runId: string;
    lane: Lane;
    senderId: string;
    notBefore: Date;
    audienceSql: { text: string; values: readonly unknown[] };
  },
): Promise<number> {
  return insertChunks(tx, target, target.audienceSql);
}

/** The same for people who may not all go from the same moment on: the SQL yields `contact_id, not_before`. */
export async function enqueueRunAtHours(
  tx: Tx,
  target: TimedTarget & { audienceSql: { text: string; values: readonly unknown[] } },
): Promise<number> {
  return insertTimedChunks(tx, target, target.audienceSql);
}

/** Pauses, resumes or stops. It takes hold with the next intent of every worker: within the time of one wave. */
export async function setRunState(
  tx: Tx,
  runId: string,
  state: Run['state'],
  store: Pick<SendStore, 'updateRunState'> = sqlStore,
): Promise<void> {
  await store.updateRunState(tx, runId, state);
}
