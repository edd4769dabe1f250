import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import { publicId } from '../platform/ids.ts';
import { findHoldOut, saveHoldOut } from './part.queries.ts';
import { whole } from './part.ts';

/**
 * How many of a hundred people get no marketing at all, so that one can see what marketing brings. Chosen by lot, for good:
 * a larger share adds people and lets none go. Passwords, orders and the like reach them as ever.
 */
export async function setHoldOut(
  ctx: Context,
  scope: Scope,
  percent: number,
): Promise<{ percent: number; since: Date | null }> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const before = await findHoldOut(tx);
    const share = Math.round((percent * whole) / 100);
    await saveHoldOut(tx, { salt: ctx.ids.uuid(), share }, { by: scope.actor, at: ctx.clock.now() });
    await recordAudit(tx, scope, {
      act: 'workspace.hold_out_set',
      object: publicId('wsp', scope.workspaceId),
      before: { percent: before ? (before.share * 100) / whole : 0 },
      after: { percent },
    });
    return { percent, since: (await findHoldOut(tx))?.since ?? null };
  });
}
