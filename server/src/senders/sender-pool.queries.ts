import type { Tx } from '../platform/db/pool.ts';
import { type Sender, senderColumns } from './sender.queries.ts';
import type { SenderPool } from './sender-pool.ts';

type Row = Sender & { poolId: string; name: string; isNear: boolean; isBlocked: boolean; isUnwell: boolean };

/** All of them with their numbers, by name: a business has a handful. */
export async function listPools(tx: Tx): Promise<SenderPool[]> {
  const { rows } = await tx.query<Row | (Pick<Row, 'poolId' | 'name' | 'isNear'> & { id: null })>({
    name: 'senders_list_pools',
    text: `select o.id as "poolId", o.name, o.is_near as "isNear", ${senderColumns},
             coalesce(s.blocked_until > clock_timestamp(), false) as "isBlocked",
             coalesce(h.state in ('skip', 'rest') and (h.rested_by <> 'system' or h.filtered * 4 < h.texts), false) as "isUnwell"
           from sender_pool o
           left join sender_pool_member m on m.workspace_id = o.workspace_id and m.pool_id = o.id
           left join sender s on s.workspace_id = m.workspace_id and s.id = m.sender_id
           left join sender_health h on h.workspace_id = s.workspace_id and h.sender_id = s.id
           left join pace p on p.workspace_id = s.workspace_id and p.level = 'sender' and p.subject = s.id::text
           left join gateway g on g.workspace_id = s.workspace_id and g.id = s.gateway_id
           left join registration q on q.workspace_id = s.workspace_id and q.id = s.registration_id
           where o.workspace_id = $1 order by o.name, s.created_at, s.id`,
    values: [tx.workspaceId],
  });
  return [...Map.groupBy(rows, (row) => row.poolId).values()].flatMap((ofPool) => {
    const [first] = ofPool;
    if (!first) return [];
    const members = ofPool.flatMap((row) => (row.id === null ? [] : [memberOf(row)]));
    return [{ id: first.poolId, name: first.name, isNear: first.isNear, members }];
  });
}

function memberOf({ poolId: _, name: __, isNear: ___, isBlocked, isUnwell, ...sender }: Row) {
  return { sender, isBlocked, isUnwell };
}

export async function insertPool(
  tx: Tx,
  { id, name, isNear }: Omit<SenderPool, 'members'>,
  at: Date,
): Promise<void> {
  await tx.query(
    'insert into sender_pool (workspace_id, id, name, is_near, created_at) values ($1, $2, $3, $4, $5)',
    [tx.workspaceId, id, name, isNear, at],
  );
}

export async function savePool(tx: Tx, { id, name, isNear }: Omit<SenderPool, 'members'>): Promise<void> {
  await tx.query('update sender_pool set name = $3, is_near = $4 where workspace_id = $1 and id = $2', [
    tx.workspaceId,
    id,
    name,
    isNear,
  ]);
}

export async function replaceMembers(tx: Tx, poolId: string, senderIds: readonly string[]): Promise<void> {
  await tx.query('delete from sender_pool_member where workspace_id = $1 and pool_id = $2', [
    tx.workspaceId,
    poolId,
  ]);
  await tx.query(
    'insert into sender_pool_member (workspace_id, pool_id, sender_id) select $1, $2, unnest($3::uuid[])',
    [tx.workspaceId, poolId, senderIds],
  );
}

/** False when there is none. Its numbers stay. */
export async function deletePool(tx: Tx, id: string): Promise<boolean> {
  const { rowCount } = await tx.query('delete from sender_pool where workspace_id = $1 and id = $2', [
    tx.workspaceId,
    id,
  ]);
  return rowCount === 1;
}
