import { Type } from 'typebox';
import { findWorkspaceOfGateway, type OpenGateways } from '../gateways/index.ts';
import { openReplyDesk } from '../inbound/index.ts';
import type { Context } from '../platform/context.ts';
import { NotFound } from '../platform/errors.ts';
import type { Http } from '../platform/http/server.ts';
import { receiveCallback } from './receive-callback.ts';

const callbackLimitBytes = 1_048_576;

/**
 * Where carriers report. The adapter verifies the signature over the raw bytes before anything is read; whatever fails
 * is answered with an error, and the carrier sends the whole callback again.
 */
export function callbackRoutes(http: Http, ctx: Context, gateways: OpenGateways, instanceId: string): void {
  const replies = openReplyDesk(ctx);
  http.register(async (scope) => {
    scope.addContentTypeParser(
      'application/json',
      { parseAs: 'buffer', bodyLimit: callbackLimitBytes },
      (_request, body, done) => done(null, body),
    );
    scope.post(
      '/callbacks/:gatewayId',
      {
        config: { permission: 'public', isHidden: true },
        schema: { params: Type.Object({ gatewayId: Type.String({ format: 'uuid' }) }) },
      },
      async (request, reply) => {
        const { gatewayId } = request.params as { gatewayId: string };
        const workspaceId = await ctx.db.system((tx) => findWorkspaceOfGateway(tx, gatewayId));
        if (!workspaceId) throw new NotFound('callback.unknown_gateway', 'There is no such gateway.');
        const gateway = await ctx.db.tx(workspaceId, (tx) => gateways.get(tx, gatewayId));
        const callback = gateway.readCallback(request.body as Buffer, request.headers);
        await receiveCallback(ctx, replies, instanceId, { workspaceId, gatewayId }, callback);
        return reply.code(204).send();
      },
    );
  });
}
