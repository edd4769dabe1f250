import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { isUniqueViolation } from '../../platform/db/trouble.ts';
import { Conflict, conflictAt, NotFound } from '../../platform/errors.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import { findAccount } from '../account.queries.ts';
import { recordAudit } from '../audit.queries.ts';
import { requireAccount, type Scope } from '../scope.ts';
import { mostViewsOfOne, requireMayChange, requireMayShare, type SavedView, viewerOf } from './saved-view.ts';
import { countViewsOf, deleteViewRow, lockView, saveViewRow } from './view.queries.ts';

export type ViewWish = Pick<SavedView, 'place' | 'name' | 'search' | 'isShared'>;

/** Keeps filters under a name, as the caller's own. */
export async function saveView(ctx: Context, scope: Scope, wish: ViewWish): Promise<SavedView> {
  const ownerId = requireAccount(scope);
  if (wish.isShared) requireMayShare(scope);
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    if ((await countViewsOf(tx, ownerId)) >= mostViewsOfOne)
      throw new Conflict(
        'view.too_many',
        `You keep ${mostViewsOfOne} views already. Remove one that you no longer use.`,
      );
    const ownerName = (await findAccount(tx, ownerId))?.name ?? null;
    const view: SavedView = { ...wish, id: ctx.ids.uuid(), ownerId, ownerName, createdAt: ctx.clock.now() };
    await write(tx, view);
    await recordAudit(tx, scope, { act: 'view.saved', object: publicId('vew', view.id), after: told(view) });
    return view;
  });
}

/** Gives a view another name or filter, shares it, or takes it back. */
export async function changeView(
  ctx: Context,
  scope: Scope,
  publicViewId: string,
  change: Partial<Omit<ViewWish, 'place'>>,
): Promise<SavedView> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const before = await lockToChange(tx, scope, publicViewId);
    // Nobody's own would be seen by nobody.
    const isShared = before.ownerId === null || (change.isShared ?? before.isShared);
    if (isShared && !before.isShared) requireMayShare(scope);
    const view: SavedView = { ...before, ...change, isShared };
    await write(tx, view);
    await recordAudit(tx, scope, {
      act: 'view.changed',
      object: publicViewId,
      before: told(before),
      after: { ...told(view), is_renamed: view.name !== before.name },
    });
    return view;
  });
}

export async function removeView(ctx: Context, scope: Scope, publicViewId: string): Promise<void> {
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    const view = await lockToChange(tx, scope, publicViewId);
    await deleteViewRow(tx, view.id);
    await recordAudit(tx, scope, { act: 'view.removed', object: publicViewId, before: told(view) });
  });
}

async function lockToChange(tx: Tx, scope: Scope, publicViewId: string): Promise<SavedView> {
  const id = readUuidId('vew', publicViewId);
  const view = id === null ? null : await lockView(tx, viewerOf(scope), id);
  if (!view) throw new NotFound('view.not_found', 'There is no such view, or it is somebody else’s own.');
  requireMayChange(scope, view);
  return view;
}

async function write(tx: Tx, view: SavedView): Promise<void> {
  try {
    await saveViewRow(tx, view);
  } catch (error) {
    if (!isUniqueViolation(error, 'saved_view_name')) throw error;
    throw conflictAt(
      '/name',
      'view.name_taken',
      `There is a view called “${view.name}” on this page already. Choose another name.`,
    );
  }
}

// What is searched for may be a person, and the name may say whom; the audit names nobody.
const told = ({ place, isShared }: SavedView) => ({ place, is_shared: isShared });
