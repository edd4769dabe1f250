import { recordAudit, type Scope } from '../accounts/index.ts';
import { takeEvents } from '../events/index.ts';
import type { Context } from '../platform/context.ts';
import { Conflict, NotFound } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { type FoundCode, lockCode, saveRedemption } from './code.queries.ts';
import { type CouponPool, closedBecause } from './coupon.ts';
import { getPool, idOf } from './save-pool.ts';
import type { Till } from './till.ts';

export type Redemption = { readonly pool: CouponPool; readonly code: FoundCode; readonly at: Date };

export const redeemedEvent = 'coupon.redeemed';

export type RedeemWish = {
  readonly code: string;
  /** What was bought with it, where that is known. */
  readonly value: number | null;
  /** At which page it is redeemed, where it is at one: one that is kept to some pools knows no other codes. */
  readonly till?: Till;
};

/**
 * Takes a code once. Whoever it was given to has done something from then on (the event `coupon.redeemed`, with the value of the
 * purchase where the till says it), so segments and what counts as a purchase can go by it.
 */
export async function redeemCoupon(ctx: Context, scope: Scope, wish: RedeemWish): Promise<Redemption> {
  const redemption = await ctx.db.tx(scope.workspaceId, async (tx) => {
    const at = ctx.clock.now();
    const code = await lockCode(tx, wish.code.trim());
    // One that nobody was given is no coupon yet: who tries it has guessed.
    if (code?.givenAt == null || wish.till?.poolIds?.includes(code.poolId) === false)
      throw new NotFound('coupon.unknown_code', 'There is no such code. Look at the text that it came in.');
    if (code.redeemedAt !== null)
      throw new Conflict(
        'coupon.redeemed_already',
        `This code was redeemed on ${code.redeemedAt.toISOString().slice(0, 16).replace('T', ' at ')} UTC.`,
      );
    const pool = await getPool(tx, code.poolId);
    const closed = closedBecause(pool, at);
    if (closed !== null) throw new Conflict('coupon.closed', closed);
    await saveRedemption(tx, code, at);
    await recordAudit(tx, scope, {
      act: 'coupon.redeemed',
      object: idOf(pool),
      after: { place: code.place, ...(wish.till && { till: publicId('til', wish.till.id) }) },
    });
    return { pool, code: { ...code, redeemedAt: at }, at };
  });
  await tellOf(ctx, scope, redemption, wish.value);
  return redemption;
}

async function tellOf(ctx: Context, scope: Scope, { pool, code, at }: Redemption, value: number | null) {
  if (code.contactId === null) return;
  const event = {
    id: `coupon ${pool.id} ${code.place}`,
    name: redeemedEvent,
    contact_id: publicId('con', code.contactId),
    occurred_at: at.toISOString(),
    ...(value !== null && { value }),
    properties: { pool: pool.name },
  };
  await takeEvents(ctx, scope, [event], { unknownPeople: 'reject' });
}
