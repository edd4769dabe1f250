import type { Tx } from '../platform/db/pool.ts';
import type { CouponCounts, CouponPool } from './coupon.ts';

const columns = `id, name, label, state, ends_at as "endsAt", made_by as "madeBy", created_at as "createdAt",
  changed_at as "changedAt"`;

/** False where the name is taken. */
export async function insertPool(tx: Tx, pool: CouponPool): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into coupon_pool (workspace_id, id, name, label, state, ends_at, made_by, created_at, changed_at)
     values (current_workspace(), $1, $2, $3, $4, $5, $6, $7, $7) on conflict (workspace_id, name) do nothing`,
    [pool.id, pool.name, pool.label, pool.state, pool.endsAt, pool.madeBy, pool.createdAt],
  );
  return rowCount === 1;
}

export async function findPool(tx: Tx, id: string): Promise<CouponPool | null> {
  const { rows } = await tx.query<CouponPool>(
    `select ${columns} from coupon_pool where workspace_id = current_workspace() and id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

export async function lockPool(tx: Tx, id: string): Promise<CouponPool | null> {
  const { rows } = await tx.query<CouponPool>(
    `select ${columns} from coupon_pool where workspace_id = current_workspace() and id = $1 for update`,
    [id],
  );
  return rows[0] ?? null;
}

export async function findPoolByName(tx: Tx, name: string): Promise<CouponPool | null> {
  const { rows } = await tx.query<CouponPool>({
    name: 'coupons_pool_by_name',
    text: `select ${columns} from coupon_pool where workspace_id = current_workspace() and name = $1`,
    values: [name],
  });
  return rows[0] ?? null;
}

export async function savePool(tx: Tx, pool: CouponPool): Promise<void> {
  await tx.query(
    `update coupon_pool set label = $2, state = $3, ends_at = $4, changed_at = $5
     where workspace_id = current_workspace() and id = $1`,
    [pool.id, pool.label, pool.state, pool.endsAt, pool.changedAt],
  );
}

/** Latest first. */
export async function listPools(
  tx: Tx,
  { before, limit }: { readonly before: string | null; readonly limit: number },
): Promise<CouponPool[]> {
  const { rows } = await tx.query<CouponPool>(
    `select ${columns} from coupon_pool where workspace_id = current_workspace() and ($1::uuid is null or id < $1)
     order by id desc limit $2`,
    [before, limit],
  );
  return rows;
}

export async function countCodes(tx: Tx, poolIds: readonly string[]): Promise<Map<string, CouponCounts>> {
  const { rows } = await tx.query<CouponCounts & { id: string }>(
    `select pool_id as id, count(*) as codes, count(given_at) as given, count(redeemed_at) as redeemed
     from coupon_code where workspace_id = current_workspace() and pool_id = any($1::uuid[]) group by pool_id`,
    [poolIds],
  );
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}
