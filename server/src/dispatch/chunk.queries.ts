import type { SystemTx, Tx } from '../platform/db/pool.ts';
import type { Chunk, Lane, Payload } from './chunk.ts';
import { shareRunState } from './run.queries.ts';

export type Lease = { workspaceId: string; id: number; fence: number };

/** Takes up to `most` chunks that may go now. Overdue leases of others are among them. */
export async function leaseChunks(
  tx: SystemTx,
  worker: string,
  at: Date,
  most: number,
  leaseMs: number,
): Promise<Lease[]> {
  const { rows } = await tx.query<{ workspace_id: string; id: number; fence: number }>({
    name: 'dispatch_lease',
    text: 'select workspace_id, id, fence from lease_send_chunks($1, $2, $3, $4)',
    values: [worker, at, most, leaseMs],
  });
  return rows.map((row) => ({ workspaceId: row.workspace_id, id: row.id, fence: row.fence }));
}

/** The chunk, locked, if it is still ours; null when the lease has gone to somebody else. */
export async function lockChunk(tx: Tx, lease: Lease): Promise<Chunk | null> {
  const { rows } = await tx.query<Chunk>({
    name: 'dispatch_lock_chunk',
    text: `select id, fence, run_id as "runId", lane, sender_id as "senderId", payload, base_id as "baseId", recipients,
             not_before as "notBefore", held_reason as "heldReason", created_at as "createdAt"
           from send_chunk where workspace_id = current_workspace() and id = $1 and fence = $2 and state = 'leased' for update`,
    values: [lease.id, lease.fence],
  });
  return rows[0] ?? null;
}

/** Prolongs the lease; false when it is no longer ours. The update also serialises us with whoever stops texts. */
export async function renewLease(
  tx: Tx,
  chunk: Pick<Chunk, 'id' | 'fence'>,
  leaseMs: number,
): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: 'dispatch_renew_lease',
    text: `update send_chunk set lease_until = clock_timestamp() + make_interval(secs => $3::float8 / 1000)
           where workspace_id = current_workspace() and id = $1 and fence = $2 and state = 'leased'`,
    values: [chunk.id, chunk.fence, leaseMs],
  });
  return rowCount === 1;
}

export async function insertIntent(
  tx: Tx,
  chunk: Pick<Chunk, 'id' | 'fence'>,
  batch: number,
  positions: readonly number[],
): Promise<void> {
  await tx.query({
    name: 'dispatch_insert_intent',
    text: 'insert into send_intent (workspace_id, chunk_id, fence, batch, positions) values (current_workspace(), $1, $2, $3, $4)',
    values: [chunk.id, chunk.fence, batch, positions],
  });
}

/** These positions certainly did not leave. Only the owner may say so: another has already drawn its conclusions. */
export async function withdrawIntent(
  tx: Tx,
  chunk: Pick<Chunk, 'id' | 'fence'>,
  batch: number,
  positions: readonly number[],
): Promise<void> {
  await tx.query({
    name: 'dispatch_withdraw_intent',
    text: `with owned as (
             select 1 from send_chunk where workspace_id = current_workspace() and id = $1 and fence = $2 and state = 'leased' for share)
           update send_intent set positions = array(select p from unnest(positions) p where p <> all($4::smallint[]))
           where workspace_id = current_workspace() and chunk_id = $1 and fence = $2 and batch = $3 and exists (select from owned)`,
    values: [chunk.id, chunk.fence, batch, positions],
  });
}

/** Every position of the chunk that somebody has announced to the carrier. */
export async function listIntendedPositions(tx: Tx, chunkId: number): Promise<Set<number>> {
  const { rows } = await tx.query<{ position: number }>({
    name: 'dispatch_intended',
    text: 'select distinct unnest(positions) as position from send_intent where workspace_id = current_workspace() and chunk_id = $1',
    values: [chunkId],
  });
  return new Set(rows.map((row) => row.position));
}

/** A later chunk for people of this one; their texts get new ids, because they have none yet. */
export async function insertHeldChunk(
  tx: Tx,
  from: Chunk,
  recipients: readonly number[],
  until: Date,
  reason: string,
): Promise<void> {
  await tx.query({
    name: 'dispatch_insert_held',
    text: `insert into send_chunk (workspace_id, run_id, lane, sender_id, payload, base_id, recipients, not_before, held_reason, created_at)
           values (current_workspace(), $1, $2, $3, $4, next_message_block(), $5, $6, $7, $8)`,
    values: [
      from.runId,
      from.lane,
      from.senderId,
      from.payload,
      recipients,
      until,
      reason,
      // When their texts were queued does not change by waiting.
      from.createdAt,
    ],
  });
}

export async function clearPositions(tx: Tx, chunk: Chunk, positions: readonly number[]): Promise<void> {
  for (const position of positions) chunk.recipients[position] = 0;
  await tx.query({
    name: 'dispatch_clear_positions',
    text: 'update send_chunk set recipients = $2 where workspace_id = current_workspace() and id = $1',
    values: [chunk.id, chunk.recipients],
  });
}

/** The whole chunk waits. */
export async function moveChunk(tx: Tx, chunk: Chunk, until: Date, reason: string): Promise<void> {
  await tx.query({
    name: 'dispatch_move_chunk',
    text: `update send_chunk set state = 'ready', owner = null, lease_until = null, not_before = $3, held_reason = $4
           where workspace_id = current_workspace() and id = $1 and fence = $2`,
    values: [chunk.id, chunk.fence, until, reason],
  });
}

/**
 * Gives the chunk back (more to do), or closes it (nothing left). In a run that has been stopped meanwhile it is stopped
 * too; the run's row is shared first, so that a stop either is seen here or finds the chunk given back.
 */
export async function giveBack(
  tx: Tx,
  chunk: Pick<Chunk, 'id' | 'fence' | 'runId'>,
  state: 'ready' | 'done',
): Promise<void> {
  const runState = chunk.runId ? await shareRunState(tx, chunk.runId) : null;
  await tx.query({
    name: 'dispatch_give_back',
    text: `update send_chunk set state = $3, owner = null, lease_until = null
           where workspace_id = current_workspace() and id = $1 and fence = $2 and state = 'leased'`,
    values: [chunk.id, chunk.fence, state === 'ready' && runState === 'stopped' ? 'stopped' : state],
  });
}

export type DirectChunk = {
  runId: string | null;
  lane: Lane;
  senderId: string;
  payload: Payload | null;
  baseId: number;
  recipient: number;
  notBefore: Date;
  /** Dropped when it has not left by then, in real milliseconds whatever a rehearsal's clock shows. */
  withinMs?: number | undefined;
  /** Stopped when its run has been stopped already: it then waits for nobody. */
  state?: 'ready' | 'stopped';
};

/** A chunk of one, for a single text or for one that is sent again under its old id. */
export async function insertChunkOfOne(tx: Tx, chunk: DirectChunk): Promise<void> {
  await tx.query({
    name: 'dispatch_insert_one',
    text: `insert into send_chunk (workspace_id, run_id, lane, sender_id, payload, base_id, recipients, not_before, created_at, state, not_after)
           values (current_workspace(), $1, $2, $3, $4, $5, array[$6::bigint], $7, $7, $8,
             clock_timestamp() + make_interval(secs => $9::float8 / 1000))`,
    values: [
      chunk.runId,
      chunk.lane,
      chunk.senderId,
      chunk.payload,
      chunk.baseId,
      chunk.recipient,
      chunk.notBefore,
      chunk.state ?? 'ready',
      chunk.withinMs ?? null,
    ],
  });
}

/** True when the chunk's only text has waited too long to be of use. */
export async function isTooLate(tx: Tx, chunk: Pick<Chunk, 'id'>): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: 'dispatch_is_too_late',
    text: `select from send_chunk where workspace_id = current_workspace() and id = $1 and not_after <= clock_timestamp()`,
    values: [chunk.id],
  });
  return rowCount === 1;
}

export async function nextMessageBlock(tx: Tx): Promise<number> {
  const { rows } = await tx.query<{ id: number }>({
    name: 'dispatch_next_block',
    text: 'select next_message_block() as id',
    values: [],
  });
  return rows[0]?.id ?? 0;
}

/**
 * Open chunks in which this person still waits, locked. The scan is bounded by the workspace's open chunks (2,000 for a
 * campaign to a million people: some 10 ms), which is why no index on recipients is kept up for the rare STOP.
 */
export async function lockOpenChunksOf(tx: Tx, contactId: number, brandId: string): Promise<Chunk[]> {
  const { rows } = await tx.query<Chunk>({
    name: 'dispatch_chunks_of_contact',
    text: `select c.id, c.fence, c.run_id as "runId", c.lane, c.sender_id as "senderId", c.payload, c.base_id as "baseId", c.recipients,
             c.not_before as "notBefore", c.held_reason as "heldReason", c.created_at as "createdAt"
           from send_chunk c left join send_run r on r.workspace_id = c.workspace_id and r.id = c.run_id
           where c.workspace_id = current_workspace() and c.state in ('ready', 'leased') and $1 = any(c.recipients)
             and (r.brand_id = $2 or c.run_id is null)
           order by c.id for update of c`,
    values: [contactId, brandId],
  });
  return rows;
}
