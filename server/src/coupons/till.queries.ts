import type { Tx } from '../platform/db/pool.ts';
import type { Till } from './till.ts';

const columns = `t.id, t.name, t.pool_ids as "poolIds", t.made_by as "madeBy", t.created_at as "createdAt"`;
const open = 't.workspace_id = current_workspace() and t.closed_at is null';

export async function insertTill(tx: Tx, till: Till): Promise<void> {
  await tx.query(
    `insert into coupon_till (workspace_id, id, name, pool_ids, made_by, created_at) values (current_workspace(), $1, $2, $3, $4, $5)`,
    [till.id, till.name, till.poolIds, till.madeBy, till.createdAt],
  );
}

/** One that is open; null where it never was, or is closed. */
export async function findTill(tx: Tx, id: string): Promise<Till | null> {
  const { rows } = await tx.query<Till>(`select ${columns} from coupon_till t where ${open} and t.id = $1`, [
    id,
  ]);
  return rows[0] ?? null;
}

export type AddressedTill = Till & { readonly address: string };

/** Those that are open, with where they stand, latest first. */
export async function listTills(tx: Tx, addressKind: string): Promise<AddressedTill[]> {
  const { rows } = await tx.query<AddressedTill>(
    `select ${columns}, a.address from coupon_till t
     join public_address a on a.workspace_id = t.workspace_id and a.kind = $1 and a.object_id = t.id
     where ${open} order by t.id desc`,
    [addressKind],
  );
  return rows;
}

export async function countTills(tx: Tx): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    `select count(*)::int as count from coupon_till t where ${open}`,
  );
  return rows[0]?.count ?? 0;
}

export async function saveClosing(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.query(
    'update coupon_till set closed_at = $2 where workspace_id = current_workspace() and id = $1 and closed_at is null',
    [id, at],
  );
}
