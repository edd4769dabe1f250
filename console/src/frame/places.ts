import type { IconName } from '../ui/icons.tsx';
import type { Me } from './api.ts';
import type { Permission } from './session.ts';

/** A place that can be gone to; the list of them is the app's. Those of one group stand under its name. */
export type Place = {
  name: string;
  icon: IconName;
  to: string;
  keys?: string;
  /** Shown to whoever has one of these; to everybody where none is named. */
  needs?: readonly Permission[];
  isForRehearsal?: boolean;
  children?: readonly Omit<Place, 'icon' | 'children'>[];
};

type Whom = Pick<Me, 'permissions' | 'is_rehearsal'>;

function isUsable({ needs, isForRehearsal }: Pick<Place, 'needs' | 'isForRehearsal'>, me: Whom): boolean {
  return (
    (me.is_rehearsal || !isForRehearsal) &&
    (needs === undefined || needs.some((need) => me.permissions.includes(need)))
  );
}

/** The places that this person can use. A group without any is left out; its own address is its first child's. */
export function placesFor(places: readonly Place[], me: Whom): Place[] {
  return places.flatMap((place): Place[] => {
    if (!isUsable(place, me)) return [];
    if (!place.children) return [place];
    const children = place.children.filter((child) => isUsable(child, me));
    const [first] = children;
    return first ? [{ ...place, to: first.to, children }] : [];
  });
}

/** Every place, those of groups included, once each. */
export function flatten(
  places: readonly Place[],
): { name: string; to: string; keys?: string; group?: string }[] {
  return places.flatMap((place) => {
    const own = { name: place.name, to: place.to, ...(place.keys ? { keys: place.keys } : {}) };
    if (!place.children) return [own];
    const children = place.children.map((child) => ({ ...child, group: place.name }));
    return place.keys ? [own, ...children] : children;
  });
}

/** Whether an address belongs to a place: the place itself or something in it. */
export function isAt(path: string, to: string): boolean {
  return to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`);
}

/** The one of these addresses that a path belongs to: the longest, for `/senders` and `/senders/gateways` both match. */
export function placeAt(path: string, tos: readonly string[]): string | null {
  const matching = tos.filter((to) => isAt(path, to));
  return matching.toSorted((a, b) => b.length - a.length)[0] ?? null;
}

/** An address that takes more than the place it lies in, such as the editor of a campaign. */
export type Inside = { at: RegExp; name: string; needs: readonly Permission[] };

/**
 * What keeps somebody from opening an address: its name, and the permissions of which they have none. Null where nothing
 * does. The server refuses as well; this says it in one sentence instead of one refusal for each part of the page.
 */
export function findClosed(
  path: string,
  places: readonly Place[],
  inside: readonly Inside[],
  me: Whom,
): Pick<Place, 'name' | 'needs' | 'isForRehearsal'> | null {
  const leaves = places.flatMap((place) => place.children ?? [place]);
  const to = placeAt(
    path,
    leaves.map((leaf) => leaf.to),
  );
  const asked = [...inside.filter(({ at }) => at.test(path)), ...leaves.filter((leaf) => leaf.to === to)];
  return asked.find((one) => !isUsable(one, me)) ?? null;
}
