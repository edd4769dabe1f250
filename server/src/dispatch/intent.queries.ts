import type { Tx } from '../platform/db/pool.ts';
import type { Chunk, Intent } from './chunk.ts';

type Owned = Pick<Chunk, 'id' | 'fence'>;

/** `gatewayId` is by which account they leave: whoever comes after a crash asks there. Null where nobody knows. */
export async function insertIntent(
  tx: Tx,
  chunk: Owned,
  batch: number,
  positions: readonly number[],
  gatewayId: string | null,
): Promise<void> {
  await tx.query({
    name: 'dispatch_insert_intent',
    text: `insert into send_intent (workspace_id, chunk_id, fence, batch, positions, gateway_id)
           values (current_workspace(), $1, $2, $3, $4, $5)`,
    // As PostgreSQL writes arrays: the driver takes each number for a text that may hold quotes.
    values: [chunk.id, chunk.fence, batch, `{${positions.join()}}`, gatewayId],
  });
}

/**
 * These positions certainly did not leave. Only the owner may say so: another has already drawn its conclusions. True where
 * the intent was on record.
 */
export async function withdrawIntent(
  tx: Tx,
  chunk: Owned,
  batch: number,
  positions: readonly number[],
): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: 'dispatch_withdraw_intent',
    text: `with owned as (
             select 1 from send_chunk where workspace_id = current_workspace() and id = $1 and fence = $2 and state = 'leased' for share)
           update send_intent set positions = array(select p from unnest(positions) p where p <> all($4::smallint[]))
           where workspace_id = current_workspace() and chunk_id = $1 and fence = $2 and batch = $3 and exists (select from owned)`,
    values: [chunk.id, chunk.fence, batch, positions],
  });
  return (rowCount ?? 0) > 0;
}

/** Every position of the chunk of which somebody says so. Waves are counted from 1; what a hold puts to the question is none. */
export async function listIntendedPositions(tx: Tx, chunkId: number): Promise<Map<number, Intent>> {
  const { rows } = await tx.query<Intent & { position: number }>({
    name: 'dispatch_intended',
    text: `select position, case when max(batch) = 0 then 'hold' else 'worker' end as by,
             (array_agg(gateway_id order by fence desc, batch desc))[1] as "gatewayId"
           from send_intent cross join lateral unnest(positions) position
           where workspace_id = current_workspace() and chunk_id = $1 group by position`,
    values: [chunkId],
  });
  return new Map(rows.map(({ position, ...intent }) => [position, intent]));
}
