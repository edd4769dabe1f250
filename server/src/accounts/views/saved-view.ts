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

/** Who looks: their own views, and the shared ones where they may see whom these search for. */
export type Viewer = { readonly accountId: string | null; readonly seesShared: boolean };

/** A filter may name a person, so shared ones are for whoever may read everybody. */
export const viewerOf = (scope: Scope): Viewer => ({
  accountId: accountOf(scope),
  seesShared: scope.reach === undefined && scope.permissions.has('contacts.read'),
});

/** What is shared stands in everybody's menu, so it takes more than looking. */
export function requireMayShare(scope: Scope): void {
  if (viewerOf(scope).seesShared && scope.permissions.has('contacts.write')) return;
  throw new Forbidden(
    'view.may_not_share',
    'Sharing a view takes the permission contacts.write, and a look at everybody: whoever is kept to some numbers or lists shares none. Save it for yourself.',
  );
}

/** By what people look somebody up. */
export type Sought = {
  readonly number: string;
  readonly email: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
};

// Without its country, as people search for it.
const lastDigits = 9;

/**
 * Whether a view names this person, in its name or in what it searches for: the number with whatever signs between its digits,
 * the address of mail, both names in either order, or one of them with nothing beside it.
 */
export function isAbout({ name, search }: Pick<SavedView, 'name' | 'search'>, person: Sought): boolean {
  const said = [name, ...[...new URLSearchParams(search)].flat()];
  const digits = person.number.replace(/\D/g, '').slice(-lastDigits);
  if (said.some((text) => text.replace(/[^0-9A-Za-z]/g, '').includes(digits))) return true;
  const texts = said.map(wordsOf);
  const [email, first, last] = [person.email, person.firstName, person.lastName].map((one) =>
    wordsOf(one ?? ''),
  );
  const names = [first, last].filter((one) => one !== undefined && one !== '');
  const whole = names.length < 2 ? [email] : [email, names.join(' '), names.toReversed().join(' ')];
  return texts.some(
    (text) => names.includes(text) || whole.some((one) => one && ` ${text} `.includes(` ${one} `)),
  );
}

const wordsOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();

export function requireMayChange(scope: Scope, view: SavedView): void {
  if (mayChangeView(scope, view)) return;
  throw new Forbidden(
    'view.not_yours',
    `“${view.name}” is ${view.ownerName ?? 'somebody else'}’s. Ask them or an admin to change it, or save one of your own.`,
  );
}
