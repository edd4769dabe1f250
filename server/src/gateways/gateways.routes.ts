import { Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId } from '../platform/ids.ts';
import { listGatewayRows } from './gateway.queries.ts';

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
  },
  { $id: 'Gateway' },
);

export function gatewayRoutes(http: Http, ctx: Context): void {
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
        })),
      };
    },
  );
}
