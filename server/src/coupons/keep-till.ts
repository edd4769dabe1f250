import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict, Invalid, NotFound } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { ensurePublicAddress } from '../platform/pages/public-address.queries.ts';
import { getPool, idOf } from './save-pool.ts';
import { type AddressedTill, countTills, findTill, insertTill, saveClosing } from './till.queries.ts';
import { addressKind, type Till } from './till.ts';

const mostTills = 200;

export const noTill = () =>
  new NotFound(
    'coupon.till_not_found',
    'There is no such till, or it is closed. List them to see which there are.',
  );

/** Opens a page for a till, at an address that nobody can guess. */
export async function openTill(
  ctx: Context,
  scope: Scope,
  wish: { readonly name: string; readonly poolIds: readonly string[] | null },
): Promise<AddressedTill> {
  const name = wish.name.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (name === '') throw new Invalid('coupon.till_without_name', 'Say which shop it is, or whose till.');
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    for (const poolId of wish.poolIds ?? []) await getPool(tx, poolId);
    if ((await countTills(tx)) >= mostTills)
      throw new Conflict(
        'coupon.too_many_tills',
        `There are ${mostTills} tills. Close one that is not used any more.`,
      );
    const till: Till = {
      ...{ id: ctx.ids.uuid(), name, poolIds: wish.poolIds },
      ...{ madeBy: scope.actor, createdAt: ctx.clock.now() },
    };
    await insertTill(tx, till);
    const address = await ensurePublicAddress(tx, ctx.ids.token, { kind: addressKind, objectId: till.id });
    await recordAudit(tx, scope, {
      act: 'coupon_till.opened',
      object: publicId('til', till.id),
      after: shown(till),
    });
    return { ...till, address };
  });
}

/** Nothing is redeemed at its address any more; another till has another one. */
export async function closeTill(ctx: Context, scope: Scope, id: string): Promise<void> {
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    const till = await getTill(tx, id);
    await saveClosing(tx, id, ctx.clock.now());
    await recordAudit(tx, scope, {
      act: 'coupon_till.closed',
      object: publicId('til', id),
      before: shown(till),
    });
  });
}

export async function getTill(tx: Tx, id: string): Promise<Till> {
  const till = await findTill(tx, id);
  if (till) return till;
  throw noTill();
}

const shown = ({ name, poolIds }: Till) => ({ name, pools: poolIds?.map((id) => idOf({ id })) ?? 'all' });
