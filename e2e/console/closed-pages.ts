import { permissions, type Role, roleMay } from '../../server/src/accounts/index.ts';
import type { Furnished } from './real-stage.ts';
import { pathOf, type RealVisit, realVisits } from './real-visits.ts';

type Closed = { name: string } | null;
type PlacesModule = {
  listPlaces(): readonly unknown[];
  listCreations(): readonly unknown[];
  listInside(): readonly unknown[];
};
type GuardModule = {
  findClosed(path: string, places: readonly unknown[], inside: readonly unknown[], me: object): Closed;
};

// The console is checked with the types of browsers and we are not, so its modules come by their addresses.
const load = async <Module>(path: string) =>
  (await import(new URL(`../../console/src/${path}`, import.meta.url).href)) as Module;
const places = await load<PlacesModule>('app/places.ts');
const { findClosed } = await load<GuardModule>('frame/places.ts');

const anything = new Proxy({} as Furnished, { get: () => 'some_1' });

/** A page of the list at some address, without its query. */
export function addressOf(visit: RealVisit): string {
  return pathOf(visit, anything).split('?')[0] ?? '';
}

/** The pages that a built-in role does not open, by name: from the server's roles and the console's list of places. */
export function closedPages(role: Role): ReadonlySet<string> {
  const me = {
    permissions: permissions.filter((one) => roleMay({ role, permissions: null }, one)),
    is_rehearsal: true,
  };
  const all = [...places.listPlaces(), ...places.listCreations()];
  const closed = realVisits.filter((visit) => findClosed(addressOf(visit), all, places.listInside(), me));
  return new Set(closed.map(({ name }) => name));
}
