import { Forbidden } from '../../platform/errors.ts';
import { accountOf, type Scope } from '../scope.ts';

/** Filters of a page of the console under a name. */
export type SavedView = {
  readonly id: string;
  /** Null for a shared one whose owner has left. */
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  /** The page: `/people`. */
  readonly place: string;
  readonly name: string;
  /** What stands behind its address: `?list=lst_1&tag=vip`; empty for the page without filters. */
  readonly search: string;
  /** Everybody of the workspace sees it. */
  readonly isShared: boolean;
  readonly createdAt: Date;
};

/** Whoever keeps more finds none of them again. */
export const mostViewsOfOne = 100;

/** What many go by is not changed under their hands: only by whose it is, or by an admin. */
export const mayChangeView = (scope: Scope, { ownerId, isShared }: SavedView): boolean =>
  (ownerId !== null && ownerId === accountOf(scope)) ||
  (isShared && scope.permissions.has('workspace.admin'));

export function requireMayChange(scope: Scope, view: SavedView): void {
  if (mayChangeView(scope, view)) return;
  throw new Forbidden(
    'view.not_yours',
    `“${view.name}” is ${view.ownerName ?? 'somebody else'}’s. Ask them or an admin to change it, or save one of your own.`,
  );
}
