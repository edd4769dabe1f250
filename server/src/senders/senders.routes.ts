import { Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import { Invalid } from '../platform/errors.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId, readUuidId } from '../platform/ids.ts';
import { listSenders, type Sender } from './sender.queries.ts';
import { createSender } from './sender.ts';

const SenderBody = Type.Object({
  gateway_id: Type.String({ description: 'The gateway through which this number sends, gtw_….' }),
  number: Type.String({ pattern: '^(\\+[1-9][0-9]{6,14}|[0-9]{4,6}|[A-Za-z0-9 ]{1,11})$' }),
  kind: Type.Union([
    Type.Literal('long_code'),
    Type.Literal('toll_free'),
    Type.Literal('short_code'),
    Type.Literal('alphanumeric'),
  ]),
  parts_per_second: Type.Number({
    exclusiveMinimum: 0,
    maximum: 100_000,
    description: 'What the carrier allows this number, in parts.',
  }),
});

const SenderAnswer = Type.Object(
  { object: Type.Literal('sender'), id: Type.String(), ...SenderBody.properties },
  { $id: 'Sender' },
);

const toAnswer = (sender: Sender) => ({
  object: 'sender' as const,
  id: publicId('snd', sender.id),
  gateway_id: publicId('gtw', sender.gatewayId),
  number: sender.number,
  kind: sender.kind,
  parts_per_second: sender.partsPerSecond,
});

export function senderRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/senders',
    {
      config: { permission: 'senders.read' },
      schema: {
        summary: 'List the numbers that texts come from',
        response: { 200: Type.Object({ data: Type.Array(SenderAnswer) }) },
      },
    },
    async (request) => ({ data: (await ctx.db.tx(request.scope.workspaceId, listSenders)).map(toAnswer) }),
  );

  http.post(
    '/v1/senders',
    {
      config: { permission: 'senders.write' },
      schema: { summary: 'Add a number', body: SenderBody, response: { 201: SenderAnswer } },
    },
    async (request, reply) => {
      const { gateway_id, number, kind, parts_per_second: partsPerSecond } = request.body;
      const gatewayId = readUuidId('gtw', gateway_id);
      if (!gatewayId)
        throw new Invalid('sender.bad_gateway', 'gateway_id is not the id of a gateway (gtw_…).');
      const sender = await ctx.db.tx(request.scope.workspaceId, (tx) =>
        createSender(ctx, tx, request.scope, { gatewayId, number, kind, partsPerSecond }),
      );
      return reply.code(201).send(toAnswer(sender));
    },
  );
}
