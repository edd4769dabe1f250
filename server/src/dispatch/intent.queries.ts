import type { Tx } from '../platform/db/pool.ts';
import type { Chunk } from './chunk.ts';

type Owned = Pick<Chunk, 'id' | 'fence'>;

export async function insertIntent(
  tx: Tx,
  chunk: Owned,
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
  chunk: Owned,
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
