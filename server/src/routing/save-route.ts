import { isCountryCode } from '@tidings/sms/countries';
import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { isMissingReference } from '../platform/db/trouble.ts';
import { Conflict, Invalid } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { announce } from '../platform/jobs/index.ts';
import { deleteRoute, getRoute, insertRoute, listRoutes, updateRoute } from './route.queries.ts';
import type { Route } from './route.ts';

export type NewRoute = Omit<Route, 'id'>;
export type RouteChange = Partial<Pick<Route, 'countries' | 'lanes' | 'rank'>>;

// A chunk is opened with all ways of its number, and each of them is an account that is kept open.
const mostRoutes = 200;

/** Texts that a closed route held are judged again at once; what is in hand goes as it was decided. */
const changed = (tx: Tx, { workspaceId }: Scope) => announce(tx, workspaceId, 'routes.changed', {});

export async function addRoute(ctx: Context, scope: Scope, wish: NewRoute): Promise<Route> {
  const route: Route = { id: ctx.ids.uuid(), ...wish, countries: checkCountries(wish.countries) };
  if ((route.senderId === null) === (route.senderKind === null))
    throw new Invalid(
      'route.whose',
      'A route is for one sender or for a kind of senders: name one of the two.',
    );
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const known = await listRoutes(tx);
    if (known.length >= mostRoutes)
      throw new Conflict(
        'route.too_many',
        `There are ${mostRoutes} routes already. Remove those that nobody needs.`,
      );
    if (known.some((one) => isSame(one, route)))
      throw new Conflict(
        'route.exists',
        'There is such a route already. Change its rank instead of adding another.',
      );
    await insertRoute(tx, route, ctx.clock.now()).catch((error: unknown) => {
      if (!isMissingReference(error)) throw error;
      throw new Invalid(
        'route.unknown_way',
        'The route names a gateway or a sender that is not in this workspace.',
      );
    });
    await recordAudit(tx, scope, {
      act: 'route.added',
      object: publicId('rte', route.id),
      after: inWords(route),
    });
    await changed(tx, scope);
    return route;
  });
}

export async function changeRoute(
  ctx: Context,
  scope: Scope,
  id: string,
  change: RouteChange,
): Promise<Route> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const before = await getRoute(tx, id);
    const merged = { ...before, ...change };
    const route = { ...merged, countries: checkCountries(merged.countries) };
    await updateRoute(tx, route);
    await recordAudit(tx, scope, {
      act: 'route.changed',
      object: publicId('rte', id),
      before: inWords(before),
      after: inWords(route),
    });
    await changed(tx, scope);
    return route;
  });
}

export async function removeRoute(ctx: Context, scope: Scope, id: string): Promise<void> {
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    const route = await getRoute(tx, id);
    await deleteRoute(tx, id);
    await recordAudit(tx, scope, {
      act: 'route.removed',
      object: publicId('rte', id),
      before: inWords(route),
    });
    await changed(tx, scope);
  });
}

function checkCountries(countries: readonly string[] | null): readonly string[] | null {
  const stranger = countries?.find((one) => !isCountryCode(one));
  if (stranger === undefined) return countries && [...new Set(countries)].sort();
  throw new Invalid('route.bad_country', `${stranger} is no country; write two capital letters, such as GB.`);
}

const spread = (list: readonly string[] | null) => [...(list ?? [])].sort().join();

const isSame = (one: Route, other: Route) =>
  one.gatewayId === other.gatewayId &&
  one.senderId === other.senderId &&
  one.senderKind === other.senderKind &&
  spread(one.countries) === spread(other.countries) &&
  spread(one.lanes) === spread(other.lanes);

const inWords = ({ gatewayId, senderId, senderKind, countries, lanes, rank }: Route) => ({
  gateway: publicId('gtw', gatewayId),
  whose: senderId === null ? (senderKind ?? '') : publicId('snd', senderId),
  countries: countries?.join(' ') ?? 'all',
  lanes: lanes?.join(' ') ?? 'all',
  rank,
});
