import { Type } from 'typebox';
import type { Inbound, OpenGateways } from '../gateways/index.ts';
import { type CarrierReceipt, findWorkspaceOfGateway, messageOfReference } from '../gateways/index.ts';
import { receiveReplies } from '../inbound/index.ts';
import { applyReceipts, type Receipt } from '../messages/index.ts';
import type { Context } from '../platform/context.ts';
import { NotFound } from '../platform/errors.ts';
import type { Http } from '../platform/http/server.ts';

const callbackLimitBytes = 1_048_576;

/**
 * Where carriers report. The adapter verifies the signature over the raw bytes before anything is read. Replies come
 * first, because a STOP must not wait for receipts; whatever fails is answered with an error, and the carrier sends the
 * whole callback again, which is harmless: both halves know what they have seen.
 */
export function callbackRoutes(http: Http, ctx: Context, gateways: OpenGateways, instanceId: string): void {
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
        const { receipts, inbound } = gateway.readCallback(request.body as Buffer, request.headers);
        await receive(
          ctx,
          workspaceId,
          gatewayId,
          inbound,
          receipts.map((receipt) => toReceipt(receipt, instanceId, ctx.clock.now())),
        );
        return reply.code(204).send();
      },
    );
  });
}

async function receive(
  ctx: Context,
  workspaceId: string,
  gatewayId: string,
  inbound: readonly Inbound[],
  receipts: readonly Receipt[],
): Promise<void> {
  if (inbound.length > 0) await receiveReplies(ctx, workspaceId, gatewayId, inbound);
  if (receipts.length > 0) await ctx.db.tx(workspaceId, (tx) => applyReceipts(tx, receipts));
}

function toReceipt(receipt: CarrierReceipt, instanceId: string, now: Date): Receipt {
  return {
    messageId: receipt.reference === null ? null : messageOfReference(instanceId, receipt.reference),
    providerId: receipt.providerId,
    status: receipt.status,
    reason: receipt.code === null ? null : `carrier.${receipt.code}`,
    reasonDetail: receipt.sentence,
    // When it happened, as our clock has it: the carrier's clock may differ, and in a rehearsal ours runs faster.
    occurredAt: now,
  };
}
