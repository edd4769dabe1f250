import { readPoolId } from '../src/coupons/coupons.schemas.ts';
import type { Ask, TestApp } from './app.ts';

type Make = (url: string, payload: object) => Promise<string>;

/** A pool of coupons with codes, one of which somebody was given who has been erased since; and a till. By the words in their addresses. */
export async function furnishCoupons(
  { ctx }: TestApp,
  workspaceId: string,
  ask: Ask,
  make: Make,
  marker: string,
): Promise<Record<string, string>> {
  const pool = await make('/v1/coupon-pools', { name: marker.toLowerCase(), label: marker });
  const codes = { generate: { count: 3, pattern: `${marker}-XXXXXX` } };
  await ask({ method: 'POST', url: `/v1/coupon-pools/${pool}/codes`, payload: codes });
  await ctx.db.tx(workspaceId, (tx) =>
    tx.query(
      `insert into coupon_code (workspace_id, pool_id, code, given_at) values (current_workspace(), $1, 'GIVEN-1', now())`,
      [readPoolId(pool)],
    ),
  );
  return { 'coupon-pools': pool, 'coupon-tills': await make('/v1/coupon-tills', { name: marker }) };
}

export const couponBodies: Record<string, object> = {
  'POST /v1/coupon-pools': { name: 'mine' },
  'PATCH /v1/coupon-pools/:id': { label: 'Mine' },
  'POST /v1/coupon-pools/:id/codes': { codes: ['MINE-1', 'MINE-2'] },
  'POST /v1/coupon-tills': { name: 'Mine' },
  'POST /v1/coupons/redeem': { code: 'GIVEN-1' },
};
