import { type Static, Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import { Invalid } from '../platform/errors.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId, readUuidId } from '../platform/ids.ts';
import { writeMoney } from '../spending/index.ts';
import { listRoutes, routeNotFound } from './route.queries.ts';
import type { Route } from './route.ts';
import {
  RouteAnswer,
  RouteBody,
  RouteChangeBody,
  RouteTestAnswer,
  RouteTestBody,
} from './routing.schemas.ts';
import { addRoute, changeRoute, removeRoute } from './save-route.ts';
import { tellTried } from './tell-tried.ts';
import { tryRoute } from './try-route.ts';

const params = Type.Object({ id: Type.String({ description: 'rte_…' }) });

const toAnswer = (route: Route): Static<typeof RouteAnswer> => ({
  object: 'route',
  id: publicId('rte', route.id),
  gateway_id: publicId('gtw', route.gatewayId),
  sender_id: route.senderId && publicId('snd', route.senderId),
  sender_kind: route.senderKind,
  countries: route.countries && [...route.countries],
  lanes: route.lanes && ([...route.lanes] as Static<typeof RouteAnswer>['lanes']),
  rank: route.rank,
});

export function routingRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/routes',
    {
      config: { permission: 'senders.read' },
      schema: {
        summary:
          'List the routes: by which accounts texts may leave besides the one that their number was added with',
        response: { 200: Type.Object({ data: Type.Array(RouteAnswer) }) },
      },
    },
    async ({ scope }) => ({ data: (await ctx.db.tx(scope.workspaceId, listRoutes)).map(toAnswer) }),
  );

  http.post(
    '/v1/routes',
    {
      config: { permission: 'senders.write' },
      schema: { summary: 'Add a route', body: RouteBody, response: { 201: RouteAnswer } },
    },
    async ({ scope, body }, reply) => {
      const { gateway_id, sender_id = null, sender_kind = null, countries = null, lanes = null, rank } = body;
      const route = await addRoute(ctx, scope, {
        gatewayId: read('gtw', gateway_id, 'gateway_id'),
        senderId: sender_id === null ? null : read('snd', sender_id, 'sender_id'),
        ...{ senderKind: sender_kind, countries, lanes, rank },
      });
      return reply.code(201).send(toAnswer(route));
    },
  );

  http.patch(
    '/v1/routes/:id',
    {
      config: { permission: 'senders.write' },
      schema: {
        summary: 'Change to where a route leads, in which lanes, and when it has its turn',
        params,
        body: RouteChangeBody,
        response: { 200: RouteAnswer },
      },
    },
    async ({ scope, params: { id }, body }) => toAnswer(await changeRoute(ctx, scope, readRoute(id), body)),
  );

  http.delete(
    '/v1/routes/:id',
    {
      config: { permission: 'senders.write' },
      schema: {
        summary: 'Remove a route; what waits takes the others',
        params,
        response: { 204: Type.Null() },
      },
    },
    async ({ scope, params: { id } }, reply) => {
      await removeRoute(ctx, scope, readRoute(id));
      return reply.code(204).send(null);
    },
  );

  http.post(
    '/v1/routes/test',
    {
      config: { permission: 'senders.read' },
      schema: {
        summary:
          'Say how a text to a number would leave now, at what cost, and why not otherwise; nothing is sent',
        body: RouteTestBody,
        response: { 200: RouteTestAnswer },
      },
    },
    async ({ scope, body: { number, sender_id, pool_id, lane = 'marketing', parts = 1 } }) => {
      const tried = await tryRoute(ctx, scope.workspaceId, {
        senderId: sender_id === undefined ? null : read('snd', sender_id, 'sender_id'),
        poolId: pool_id === undefined ? null : read('pol', pool_id, 'pool_id'),
        ...{ number, lane, parts },
      });
      const { best, cost, currency, because, country } = tried;
      return {
        object: 'route_test' as const,
        ...{ number, country, lane, currency, because },
        sender_id: best && publicId('snd', best.sender.id),
        sender: best?.sender.number ?? null,
        gateway_id: best && publicId('gtw', best.chosen.gatewayId),
        gateway: best?.chosen.gatewayName ?? null,
        route_id: best?.chosen.routeId ? publicId('rte', best.chosen.routeId) : null,
        cost: cost === null ? null : writeMoney(cost),
        candidates: tellTried(tried),
      };
    },
  );
}

function readRoute(text: string): string {
  const id = readUuidId('rte', text);
  if (id) return id;
  throw routeNotFound();
}

function read(prefix: 'gtw' | 'snd' | 'pol', text: string, field: string): string {
  const id = readUuidId(prefix, text);
  if (id) return id;
  const detail = `${field} is not an id that begins with ${prefix}_.`;
  throw new Invalid('route.bad_id', detail, [{ pointer: `/${field}`, code: 'route.bad_id', detail }]);
}
