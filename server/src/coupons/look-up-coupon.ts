import type { Tx } from '../platform/db/pool.ts';
import { NotFound } from '../platform/errors.ts';
import { type FoundCode, findCode } from './code.queries.ts';
import { type CouponPool, closedBecause } from './coupon.ts';
import { getPool } from './save-pool.ts';

export type LookedUp = {
  readonly code: FoundCode;
  readonly pool: CouponPool;
  /** Why it would not be redeemed now; null where it would. */
  readonly closed: string | null;
};

/** What is known of a code, for whoever stands before somebody with it. Unlike redeeming, it also tells of codes that nobody was given. */
export async function lookUpCoupon(tx: Tx, text: string, now: Date): Promise<LookedUp> {
  const code = await findCode(tx, text.trim());
  if (!code)
    throw new NotFound(
      'coupon.unknown_code',
      'There is no such code. Look at the text that it came in: a letter may have been read as a digit.',
    );
  const pool = await getPool(tx, code.poolId);
  return { code, pool, closed: whyNot(code, pool, now) };
}

function whyNot(code: FoundCode, pool: CouponPool, now: Date): string | null {
  if (code.redeemedAt !== null)
    return `It was redeemed on ${code.redeemedAt.toISOString().slice(0, 16).replace('T', ' at ')} UTC.`;
  if (code.givenAt === null) return 'Nobody was given it: whoever has it has guessed.';
  return closedBecause(pool, now);
}
