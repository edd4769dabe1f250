import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import {
  type CallbackRequest,
  type OpenGateways,
  openCallbackHealth,
  type ToldByAccount,
} from '../gateways/index.ts';
import { openReplyDesk } from '../inbound/index.ts';
import { type Batches, openBatches } from '../platform/batches.ts';
import type { Context } from '../platform/context.ts';
import { Unauthenticated } from '../platform/errors.ts';
import type { Http } from '../platform/http/server.ts';
import { receiveCallback, takeReceipts } from './receive-callback.ts';

const callbackLimitBytes = 1_048_576;
// Most carriers report on one text a request. What comes while others are being written shares the next transaction;
// who brings many at once has a transaction of its own.
const callbacksTogether = 200;
const fewReceipts = 10;
const workspacesAtOnce = 4;

/**
 * Where carriers report. The adapter verifies the request over its raw bytes before anything is read; whatever fails
 * is answered with an error, and the carrier sends the whole callback again.
 */
export function callbackRoutes(http: Http, ctx: Context, gateways: OpenGateways, instanceId: string): void {
  const replies = openReplyDesk(ctx);
  const health = openCallbackHealth(ctx);
  const receiptDesk: Batches<ToldByAccount, null> = openBatches(
    async (workspaceId, brought) => {
      await takeReceipts(ctx, instanceId, workspaceId, brought);
      return brought.map(() => ({ ok: true, answer: null }));
    },
    { most: callbacksTogether, atOnce: workspacesAtOnce, isInOrder: true },
  );

  async function receive(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { gatewayId, '*': rest } = request.params as { gatewayId: string; '*'?: string };
    const after = rest === undefined || rest === '' ? '' : `/${rest}`;
    const { workspaceId, gateway, path } = await gateways.receive(gatewayId, after);
    const called = asCalled(request, path, ctx.origin);
    const verification = gateway.verify(called);
    if (!verification.ok) {
      health.refused(workspaceId, gatewayId, verification.sentence);
      throw new Unauthenticated('callback.bad_signature', verification.sentence);
    }
    const callback = gateway.readCallback(called);
    // Replies first, because a STOP must not wait for receipts.
    const { receipts } = callback;
    const isFew = receipts.length <= fewReceipts;
    const from = { workspaceId, gatewayId };
    await receiveCallback(ctx, replies, instanceId, from, isFew ? { ...callback, receipts: [] } : callback);
    if (isFew && receipts.length > 0) await receiptDesk.add(workspaceId, { gatewayId, receipts });
    health.heard(workspaceId, gatewayId);
    if (!callback.answer) return reply.code(204).send();
    return reply.code(200).type(callback.answer.contentType).send(callback.answer.body);
  }

  http.register(async (scope) => {
    // Carriers send JSON, forms and what else they like; only the adapter knows what it means.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: callbackLimitBytes },
      (_request, body, done) => done(null, body),
    );
    const config = { permission: 'public', isHidden: true };
    const schema = { params: Type.Object({ gatewayId: Type.String({ format: 'uuid' }) }) };
    for (const url of ['/callbacks/:gatewayId', '/callbacks/:gatewayId/*'])
      scope.route({ method: ['GET', 'POST'], url, config, schema, handler: receive });
  });
}

/** The request as an adapter reads it. Behind a proxy that changes the address, both addresses may be what was signed. */
function asCalled(request: FastifyRequest, path: string, origin: string | undefined): CallbackRequest {
  const { url = '' } = request.raw;
  const seen = `${request.protocol}://${request.host}`;
  const origins = origin === undefined || origin === seen ? [seen] : [origin, seen];
  const questionAt = url.indexOf('?');
  return {
    method: request.method as CallbackRequest['method'],
    urls: origins.map((one) => `${one}${url}`),
    path,
    query: new URLSearchParams(questionAt < 0 ? '' : url.slice(questionAt + 1)),
    headers: request.headers,
    rawBody: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
  };
}
