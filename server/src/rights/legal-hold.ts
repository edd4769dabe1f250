import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import { Conflict } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { eraseWithin } from './erase.ts';
import {
  insertHold,
  type LegalHold,
  liftHold,
  listHoldsOn,
  lockHold,
  takeTurnsOn,
} from './legal-hold.queries.ts';
import { listRequestsOfNumber } from './request.queries.ts';

/** Keeps what is on file about a number from being erased until the hold is lifted. */
export async function placeHold(
  ctx: Context,
  scope: Scope,
  wish: { readonly number: string; readonly reason: string },
): Promise<LegalHold> {
  const hold = {
    id: ctx.ids.uuid(),
    ...wish,
    placedBy: scope.actor,
    placedAt: ctx.clock.now(),
    liftedBy: null,
    liftedAt: null,
  };
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    await takeTurnsOn(tx, wish.number);
    await insertHold(tx, hold);
    await recordAudit(tx, scope, {
      act: 'legal_hold.placed',
      object: publicId('lhd', hold.id),
      after: { reason: wish.reason },
    });
  });
  return hold;
}

/** Lifts a hold. When it was the last on that number, erasures that waited for it are done in the same transaction. */
export async function liftLegalHold(ctx: Context, scope: Scope, id: string): Promise<LegalHold> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const hold = await lockHold(tx, id);
    if (hold.liftedAt !== null)
      throw new Conflict('legal_hold.lifted_already', 'This legal hold has been lifted already.');
    await takeTurnsOn(tx, hold.number);
    const lifted = { ...hold, liftedBy: scope.actor, liftedAt: ctx.clock.now() };
    await liftHold(tx, id, lifted.liftedBy, lifted.liftedAt);
    await recordAudit(tx, scope, {
      act: 'legal_hold.lifted',
      object: publicId('lhd', id),
      before: { lifted: false },
      after: { lifted: true },
    });
    if ((await listHoldsOn(tx, hold.number)).length > 0) return lifted;
    const waiting = (await listRequestsOfNumber(tx, hold.number)).find(({ status }) => status === 'held');
    if (waiting) await eraseWithin(tx, ctx, scope, waiting, null);
    return lifted;
  });
}
