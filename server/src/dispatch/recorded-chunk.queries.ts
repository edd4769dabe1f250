import type { Tx } from '../platform/db/pool.ts';
import type { Chunk, OnlyText } from './chunk.ts';
import type { Lane } from './lane.ts';
import { type LastingKind, type LastingRun, lastingRunSql, lastingRunValues } from './run.queries.ts';

export type RecordedChunk = {
  runId: string | null;
  lane: Lane;
  senderId: string;
  /** The id of the first text; the others follow it without a gap. */
  baseId: number;
  /** One for each text, in order: the contact, or -1 for a number that is nobody's. */
  recipients: readonly number[];
  notBefore: Date;
  /** Not sent when they have not left by then, in real milliseconds whatever a rehearsal's clock shows. */
  withinMs?: number | undefined;
  /** Stopped when its run has been stopped already: it then waits for nobody. */
  state?: 'ready' | 'stopped';
};

/** A chunk for texts that are on record already. Workers that wait for urgent ones are woken when this commits. */
export async function insertRecordedChunk(tx: Tx, chunk: RecordedChunk): Promise<void> {
  await tx.query({
    name: 'dispatch_insert_recorded',
    text: `with chunk as (
             insert into send_chunk (workspace_id, run_id, flow_id, lane, sender_id, is_recorded, base_id, recipients, not_before, created_at, state, not_after)
             values (current_workspace(), $1, coalesce($1::uuid, $3::uuid), $2, $3, true, $4, $5, $6, $6, $7,
               clock_timestamp() + make_interval(secs => $8::float8 / 1000)))
           select case when $2::text <> 'marketing' then pg_notify('${urgentChannel}', '') end`,
    values: [
      chunk.runId,
      chunk.lane,
      chunk.senderId,
      chunk.baseId,
      chunk.recipients,
      chunk.notBefore,
      chunk.state ?? 'ready',
      chunk.withinMs ?? null,
    ],
  });
}

/**
 * The same of the direct texts of a program or its answers, for whose run nobody need have asked: one statement finds it, or makes
 * it with the first of them.
 */
export async function insertChunkOfProgram(
  tx: Tx,
  kind: LastingKind,
  run: LastingRun,
  chunk: Pick<RecordedChunk, 'lane' | 'baseId' | 'recipients' | 'notBefore'> & {
    withinMs: number | null;
    /** Of a chunk with a single text that may go now: what workers are told of it, so that none need look for it (told-text.ts). */
    only: Pick<OnlyText, 'number' | 'parts'> | null;
  },
): Promise<void> {
  await tx.query({
    name: `dispatch_insert_of_program_${kind}`,
    text: `with ${lastingRunSql(kind)}, chunk as (
             insert into send_chunk (workspace_id, run_id, flow_id, lane, sender_id, is_recorded, base_id, recipients, not_before, created_at, not_after)
             select current_workspace(), run.id, run.id, $6, $5, true, $7::bigint, $8::bigint[], $9::timestamptz, $9,
               clock_timestamp() + make_interval(secs => $10::float8 / 1000) from run returning id, run_id)
           select case when $6::text <> 'marketing' then pg_notify('${urgentChannel}', case when $11::text is null then '' else json_build_object(
             'workspaceId', current_workspace(), 'id', chunk.id, 'senderId', $5::uuid, 'lane', $6::text, 'baseId', $7::bigint, 'recipients', $8::bigint[],
             'only', json_build_object('runId', chunk.run_id, 'programId', $2::uuid, 'brandId', $3::uuid, 'number', $11, 'purpose', $4::text,
               'parts', $12::integer))::text end) end from chunk`,
    values: [
      ...lastingRunValues(run),
      chunk.lane,
      chunk.baseId,
      chunk.recipients,
      chunk.notBefore,
      chunk.withinMs,
      chunk.only?.number ?? null,
      chunk.only?.parts ?? null,
    ],
  });
}

/**
 * Texts of this chunk that have been given a later chunk of their own, to go out again. They are queued as if they waited
 * here, and they do not: whoever took them for its own would call them unknown while they are on their way.
 */
export async function listIdsInLaterChunks(
  tx: Tx,
  chunk: Pick<Chunk, 'id' | 'baseId'> & { readonly recipients: readonly number[] },
): Promise<Set<number>> {
  const { rows } = await tx.query<{ id: number }>({
    name: 'dispatch_ids_in_later_chunks',
    text: `select c.base_id + r.place - 1 as id from send_chunk c, unnest(c.recipients) with ordinality r (recipient, place)
           where c.workspace_id = current_workspace() and c.base_id >= $2 and c.base_id < $2::bigint + $3 and c.id > $1 and c.is_recorded
             and r.recipient <> 0
           -- That of the index by texts: a planner that knows nothing of the table yet takes it for no better than any other else.
           order by c.base_id`,
    values: [chunk.id, chunk.baseId, chunk.recipients.length],
  });
  return new Set(rows.map((row) => row.id));
}

/** Where a text on record waits. `isAnnounced` when it has been named to the carrier, or is about to be. */
export type WaitingText = {
  chunkId: number;
  state: 'ready' | 'leased' | 'stopped';
  notBefore: Date;
  heldReason: string | null;
  isAnnounced: boolean;
};

const waiting = `select c.id as "chunkId", c.state, c.not_before as "notBefore", c.held_reason as "heldReason",
    exists (select from send_intent i where i.workspace_id = c.workspace_id and i.chunk_id = c.id and (($1::bigint - c.base_id) % 1024)::smallint = any(i.positions)) as "isAnnounced"
  from send_chunk c
  where c.workspace_id = current_workspace() and c.is_recorded and c.state <> 'done'
    and c.base_id <= $1 and c.base_id > $1::bigint - 1024 and c.recipients[(($1::bigint - c.base_id) % 1024)::integer + 1] <> 0
  order by c.id desc limit 1`;

export async function findWaitingText(tx: Tx, messageId: number): Promise<WaitingText | null> {
  const { rows } = await tx.query<WaitingText>({
    name: 'dispatch_find_waiting',
    text: waiting,
    values: [messageId],
  });
  return rows[0] ?? null;
}

/**
 * The same, held until the end of the transaction: its worker announces nothing of the chunk meanwhile. Asked again once
 * it is held, because the text may have been announced while we waited for its chunk.
 */
export async function lockWaitingText(tx: Tx, messageId: number): Promise<WaitingText | null> {
  const found = await findWaitingText(tx, messageId);
  if (!found) return null;
  await tx.query({
    name: 'dispatch_lock_chunk',
    text: 'select from send_chunk where workspace_id = current_workspace() and id = $1 for update',
    values: [found.chunkId],
  });
  return findWaitingText(tx, messageId);
}

/** Where the arrival of urgent texts is told. */
export const urgentChannel = 'tidings_urgent';

/** Room for up to 1,024 texts: the id of the first. */
export async function nextMessageBlock(tx: Tx): Promise<number> {
  const { rows } = await tx.query<{ id: number }>({
    name: 'dispatch_next_block',
    text: 'select next_message_block() as id',
    values: [],
  });
  return rows[0]?.id ?? 0;
}
