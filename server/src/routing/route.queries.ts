import type { Tx } from '../platform/db/pool.ts';
import { NotFound } from '../platform/errors.ts';
import type { Route, RouteFacts } from './route.ts';
import { homeRank } from './route.ts';

const restOf = (until: string) =>
  `greatest(extract(epoch from ${until} - clock_timestamp())::float8 * 1000, 0)`;

// Where the pair of number and account rests, that is why; `x` is its row.
const factsSql = (gateway: string, route: { id: string; countries: string; lanes: string; rank: string }) =>
  `json_build_object('routeId', ${route.id}, 'gatewayId', ${gateway}.id, 'gatewayName', ${gateway}.name,
    'countries', ${route.countries}, 'lanes', ${route.lanes}, 'rank', ${route.rank}, 'state', ${gateway}.state,
    'stateDetail', case when x.until > clock_timestamp() then x.because else ${gateway}.state_detail end,
    'restsMs', greatest(coalesce(${restOf(`${gateway}.blocked_until`)}, 0), coalesce(${restOf('x.until')}, 0)),
    'isDrained', ${gateway}.drained_since is not null)`;

const none = 'null';

/** The account of a sender `s`, `g`, as a way of its texts: `RouteFacts`. */
export const homeWaySql = `(select ${factsSql('g', { id: none, countries: none, lanes: none, rank: String(homeRank) })}
  from (select) one left join route_rest x on x.workspace_id = s.workspace_id and x.sender_id = s.id and x.gateway_id = g.id)`;

/** What else the texts of a sender `s` may leave by: a list of `RouteFacts`, or null where there is no route. */
export const otherWaysSql = `(select json_agg(${factsSql('o', { id: 't.id', countries: 't.countries', lanes: 't.lanes', rank: 't.rank' })} order by t.rank, t.id)
  from route t join gateway o on o.workspace_id = t.workspace_id and o.id = t.gateway_id
  left join route_rest x on x.workspace_id = s.workspace_id and x.sender_id = s.id and x.gateway_id = o.id
  where t.workspace_id = s.workspace_id and (t.sender_id = s.id or t.sender_kind = s.kind))`;

/**
 * The home account and the routes together. A route that names the home account takes its place, so that it can be given a rank
 * or kept to some countries.
 */
export function waysOf(home: RouteFacts, others: readonly RouteFacts[] | null): RouteFacts[] {
  if (!others) return [home];
  return others.some(({ gatewayId }) => gatewayId === home.gatewayId) ? [...others] : [home, ...others];
}

/** The ways of these numbers, by number: what they may leave by, and so where a text of theirs may have gone. */
export async function listWays(tx: Tx, senderIds: readonly string[]): Promise<Map<string, RouteFacts[]>> {
  const { rows } = await tx.query<{ senderId: string; home: RouteFacts; others: RouteFacts[] | null }>({
    name: 'routing_ways',
    text: `select s.id as "senderId", ${homeWaySql} as home, ${otherWaysSql} as others
           from sender s join gateway g on g.workspace_id = s.workspace_id and g.id = s.gateway_id
           where s.workspace_id = current_workspace() and s.id = any($1::uuid[])`,
    values: [senderIds],
  });
  return new Map(rows.map(({ senderId, home, others }) => [senderId, waysOf(home, others)]));
}

const columns = `id, gateway_id as "gatewayId", sender_id as "senderId", sender_kind as "senderKind", countries, lanes, rank`;

export async function listRoutes(tx: Tx): Promise<Route[]> {
  const { rows } = await tx.query<Route>(
    `select ${columns} from route where workspace_id = current_workspace() order by rank, created_at, id`,
  );
  return rows;
}

export async function getRoute(tx: Tx, id: string): Promise<Route> {
  const { rows } = await tx.query<Route>(
    `select ${columns} from route where workspace_id = current_workspace() and id = $1`,
    [id],
  );
  if (rows[0]) return rows[0];
  throw routeNotFound();
}

export const routeNotFound = () =>
  new NotFound(
    'route.not_found',
    'There is no such route in this workspace. List the routes to see which there are.',
  );

export async function insertRoute(tx: Tx, route: Route, at: Date): Promise<void> {
  const { id, gatewayId, senderId, senderKind, countries, lanes, rank } = route;
  await tx.query(
    `insert into route (workspace_id, id, gateway_id, sender_id, sender_kind, countries, lanes, rank, created_at)
     values (current_workspace(), $1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, gatewayId, senderId, senderKind, countries, lanes, rank, at],
  );
}

export async function updateRoute(tx: Tx, { id, countries, lanes, rank }: Route): Promise<void> {
  await tx.query(
    `update route set countries = $2, lanes = $3, rank = $4 where workspace_id = current_workspace() and id = $1`,
    [id, countries, lanes, rank],
  );
}

export async function deleteRoute(tx: Tx, id: string): Promise<void> {
  await tx.query('delete from route where workspace_id = current_workspace() and id = $1', [id]);
}

export type AvoidedRoute = {
  readonly messageId: number;
  readonly gatewayId: string;
  readonly because: string;
};

/** These texts go elsewhere first, as long as there is an elsewhere. */
export async function insertAvoided(tx: Tx, avoided: readonly AvoidedRoute[]): Promise<void> {
  if (avoided.length === 0) return;
  await tx.query({
    name: 'routing_avoid',
    text: `insert into route_avoided (workspace_id, message_id, gateway_id, because)
           select current_workspace(), * from unnest($1::bigint[], $2::uuid[], $3::text[])
           on conflict (workspace_id, message_id, gateway_id) do nothing`,
    values: [
      avoided.map((one) => one.messageId),
      avoided.map((one) => one.gatewayId),
      avoided.map((one) => one.because),
    ],
  });
}

/** The account does not let this number send: they rest from each other, and neither rests from others. */
export async function restPair(
  tx: Tx,
  pair: { readonly senderId: string; readonly gatewayId: string },
  because: string,
  forMs: number,
): Promise<void> {
  await tx.query({
    name: 'routing_rest',
    text: `insert into route_rest (workspace_id, sender_id, gateway_id, until, because)
           values (current_workspace(), $1, $2, clock_timestamp() + make_interval(secs => $3::float8 / 1000), $4)
           on conflict (workspace_id, sender_id, gateway_id) do update set until = excluded.until, because = excluded.because`,
    values: [pair.senderId, pair.gatewayId, forMs, because],
  });
}
