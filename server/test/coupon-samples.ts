import type { Ask } from './app.ts';

type Make = (url: string, payload: object) => Promise<string>;

/** A pool of coupons with codes. */
export async function furnishCoupons(ask: Ask, make: Make, marker: string): Promise<string> {
  const pool = await make('/v1/coupon-pools', { name: marker.toLowerCase(), label: marker });
  const codes = { generate: { count: 3, pattern: `${marker}-XXXXXX` } };
  await ask({ method: 'POST', url: `/v1/coupon-pools/${pool}/codes`, payload: codes });
  return pool;
}

export const couponBodies: Record<string, object> = {
  'POST /v1/coupon-pools': { name: 'mine' },
  'PATCH /v1/coupon-pools/:id': { label: 'Mine' },
  'POST /v1/coupon-pools/:id/codes': { codes: ['MINE-1', 'MINE-2'] },
  'POST /v1/coupons/redeem': { code: 'MINE-1' },
};
