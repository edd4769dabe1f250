import type { Tx } from '../platform/db/pool.ts';
import type { Lane } from './lane.ts';
import { chunkSizeOf } from './run.queries.ts';

/** Why texts wait that were planned for a later hour than that of their launch. */
export const plannedHour = 'planned_hour';
/** Why the others of a pilot wait. */
const waitsForGoOn = 'go_on';
const planned = `('${plannedHour}', '${waitsForGoOn}')`;

/** Whoever was planned for a later hour may go now. Returns how many people that are. */
export async function releasePlanned(tx: Tx, runId: string, now: Date): Promise<number> {
  const { rows } = await tx.query<{ people: number }>(
    `with released as (
       update send_chunk set not_before = $2, held_reason = null
       where workspace_id = current_workspace() and run_id = $1 and state = 'ready' and held_reason in ${planned} and not_before > $2
       returning cardinality(array_remove(recipients, 0)) as people
     ) select coalesce(sum(people), 0)::bigint as people from released`,
    [runId, now],
  );
  return rows[0]?.people ?? 0;
}

/** Whether somebody of it still waits for an hour that was planned. */
export async function hasPlanned(tx: Tx, runId: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `select from send_chunk where workspace_id = current_workspace() and run_id = $1 and state = 'ready' and held_reason in ${planned} limit 1`,
    [runId],
  );
  return rowCount === 1;
}

export type TimedTarget = {
  readonly runId: string;
  readonly lane: Lane;
  readonly senderId: string;
  readonly at: Date;
  /** Whoever does not go at once waits for a person's word, and not for an hour. */
  readonly isPilot: boolean;
};

/**
 * As `insertChunks`, for people who do not all go from the same moment on: `audience` yields `contact_id, not_before`. No
 * chunk mixes two moments, so each is leased when it is due and nothing else is asked of it. Returns how many people.
 */
export async function insertTimedChunks(
  tx: Tx,
  target: TimedTarget,
  audience: { text: string; values: readonly unknown[] },
): Promise<number> {
  const first = audience.values.length;
  const { rows } = await tx.query<{ people: number }>(
    `with numbered as (
       select contact_id, not_before, (row_number() over (partition by not_before order by contact_id) - 1)
         / ${chunkSizeOf(`$${first + 3}::uuid`)} as chunk
       from (${audience.text}) a (contact_id, not_before)
     ), inserted as (
       insert into send_chunk (workspace_id, run_id, flow_id, lane, sender_id, base_id, recipients, not_before, held_reason, created_at)
       select current_workspace(), $${first + 1}, $${first + 1}, $${first + 2}, $${first + 3}, next_message_block(), array_agg(contact_id order by contact_id),
         not_before, case when not_before > $${first + 4} then '${target.isPilot ? waitsForGoOn : plannedHour}' end, $${first + 4}
       from numbered group by not_before, chunk
       returning cardinality(recipients) as people
     ) select coalesce(sum(people), 0)::bigint as people from inserted`,
    [...audience.values, target.runId, target.lane, target.senderId, target.at],
  );
  return rows[0]?.people ?? 0;
}
