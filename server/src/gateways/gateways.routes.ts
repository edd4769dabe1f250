import { Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import { NotFound } from '../platform/errors.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId, readUuidId } from '../platform/ids.ts';
import { PaceBody, setPace } from '../senders/index.ts';
import { accountRoutes, type Carriers } from './accounts/accounts.routes.ts';
import { getGatewayRow, listGatewayRows } from './gateway.queries.ts';

const GatewayAnswer = Type.Object(
  {
    object: Type.Literal('gateway'),
    id: Type.String(),
    kind: Type.String(),
    name: Type.String(),
    state: Type.Union([
      Type.Literal('ok'),
      Type.Literal('unreachable'),
      Type.Literal('misconfigured'),
      Type.Literal('no_funds'),
    ]),
    state_detail: Type.Union([Type.String(), Type.Null()]),
    state_since: Type.String({ format: 'date-time' }),
    draining_since: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], {
      description: 'Since when nothing more leaves by it, because an operator said so.',
    }),
  },
  { $id: 'Gateway' },
);

export function gatewayRoutes(http: Http, ctx: Context, carriers: Carriers): void {
  accountRoutes(http, ctx, carriers);
  http.get(
    '/v1/gateways',
    {
      config: { permission: 'senders.read' },
      schema: {
        summary: 'List the carrier accounts and how they fare',
        response: { 200: Type.Object({ data: Type.Array(GatewayAnswer) }) },
      },
    },
    async (request) => {
      const rows = await ctx.db.tx(request.scope.workspaceId, listGatewayRows);
      return {
        data: rows.map((row) => ({
          object: 'gateway' as const,
          id: publicId('gtw', row.id),
          kind: row.kind,
          name: row.name,
          state: row.state,
          state_detail: row.stateDetail,
          state_since: row.stateSince.toISOString(),
          draining_since: row.drainedSince?.toISOString() ?? null,
        })),
      };
    },
  );
  http.put(
    '/v1/gateways/:id/pace',
    {
      config: { permission: 'senders.write' },
      schema: {
        summary: 'Change how fast a carrier account may send, over all its numbers; it holds within a second',
        params: Type.Object({ id: Type.String() }),
        body: PaceBody,
        response: { 204: Type.Null() },
      },
    },
    async ({ scope, params, body }, reply) => {
      const id = readUuidId('gtw', params.id);
      if (!id) throw new NotFound('gateway.not_found', 'There is no such gateway in this workspace.');
      await ctx.db.tx(scope.workspaceId, async (tx) => {
        await getGatewayRow(tx, id);
        await setPace(tx, scope, { level: 'gateway', subject: id }, body.parts_per_second);
      });
      return reply.code(204).send(null);
    },
  );
}
