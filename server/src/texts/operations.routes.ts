import { type Static, Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import { Invalid, NotFound } from '../platform/errors.ts';
import { nullable } from '../platform/http/nullable.ts';
import { badCursor, PageQuery, pageOf, readCursor, toPage } from '../platform/http/pages.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId, readUuidId } from '../platform/ids.ts';
import { BulkTrialAnswer, toBulkTrial } from './bulk-trial.ts';
import { createOperation, getOperation } from './create-operation.ts';
import { listItems, type Operation, type OperationItem } from './operation.queries.ts';
import { NewBulkBody, readWish } from './texts.schemas.ts';
import { type MediaOf, tryTexts } from './try-text.ts';

// Ten thousand recipients with some variables each.
const bulkLimitBytes = 8 * 1024 * 1024;

const Count = Type.Integer({ minimum: 0 });
const Time = Type.String({ format: 'date-time' });

const OperationAnswer = Type.Object(
  {
    object: Type.Literal('operation'),
    id: Type.String(),
    status: Type.Enum(['working', 'finished']),
    program_id: Type.String(),
    sender_id: nullable(Type.String({ description: 'Where there is none, the pool is named.' })),
    pool_id: nullable(Type.String()),
    template_id: nullable(Type.String()),
    template_version: nullable(Type.Integer()),
    total: Count,
    done: Count,
    accepted: Count,
    refused: Count,
    parts: Count,
    created_by: Type.String(),
    created_at: Time,
    finished_at: nullable(Time),
  },
  { title: 'Operation' },
);

const OperationItemAnswer = Type.Object(
  {
    position: Count,
    to: Type.String(),
    outcome: Type.Enum(['accepted', 'refused']),
    message_id: nullable(Type.String()),
    code: nullable(Type.String()),
    sentence: nullable(Type.String()),
  },
  { title: 'OperationItem' },
);

const params = Type.Object({ id: Type.String({ description: 'opn_…' }) });
const tags = ['messages'];

export function operationRoutes(http: Http, ctx: Context, mediaOf: MediaOf): void {
  http.post(
    '/v1/messages/bulk',
    {
      bodyLimit: bulkLimitBytes,
      config: { permission: 'messages.send' },
      schema: {
        summary: 'Send a text to up to 10,000 people, with values of their own',
        description:
          'Answered at once with an operation, which is worked through within seconds. What is wrong with the request as a whole is refused here; what became of each recipient is told by the items of the operation.',
        tags,
        body: NewBulkBody,
        response: { 200: BulkTrialAnswer, 202: OperationAnswer },
      },
    },
    async ({ body, scope }, reply) => {
      const wishes = body.recipients.map((one) => readWish(body, one));
      if (body.dry_run)
        return reply.code(200).send(
          toBulkTrial(
            await tryTexts(ctx, mediaOf, scope.workspaceId, wishes),
            body.recipients.map(({ to }) => to),
          ),
        );
      const [shared] = wishes;
      if (!shared) throw new Invalid('text.no_recipients', 'Name at least one recipient.');
      const recipients = wishes.map(({ to, variables, metadata }) => ({ to, variables, metadata }));
      return reply.code(202).send(toOperation(await createOperation(ctx, scope, shared, recipients)));
    },
  );

  http.get(
    '/v1/operations/:id',
    {
      config: { permission: 'messages.read' },
      schema: {
        summary: 'Read how far a request for many texts has come',
        tags,
        params,
        response: { 200: OperationAnswer },
      },
    },
    async (request) => {
      const id = readOperationId(request.params.id);
      return toOperation(await ctx.db.tx(request.scope.workspaceId, (tx) => getOperation(tx, id)));
    },
  );

  http.get(
    '/v1/operations/:id/items',
    {
      config: { permission: 'messages.read' },
      schema: {
        summary: 'List what became of each recipient, in the order of the request',
        tags,
        params,
        querystring: Type.Object({
          ...PageQuery.properties,
          outcome: Type.Optional(Type.Enum(['accepted', 'refused'])),
        }),
        response: { 200: pageOf(OperationItemAnswer) },
      },
    },
    async ({ params: { id: text }, query, scope }) => {
      const id = readOperationId(text);
      const limit = query.limit ?? 50;
      const isRefused = query.outcome === undefined ? null : query.outcome === 'refused';
      const rows = await ctx.db.tx(scope.workspaceId, async (tx) => {
        await getOperation(tx, id);
        return listItems(tx, id, { after: readPlace(query.cursor), limit: limit + 1, isRefused });
      });
      return toPage(rows, limit, (row) => row.position, toItem);
    },
  );
}

function toOperation(operation: Operation): Static<typeof OperationAnswer> {
  const { done, accepted, finishedAt } = operation;
  return {
    object: 'operation',
    id: publicId('opn', operation.id),
    status: finishedAt === null ? 'working' : 'finished',
    program_id: publicId('prg', operation.programId),
    sender_id: operation.senderId && publicId('snd', operation.senderId),
    pool_id: operation.poolId && publicId('pol', operation.poolId),
    template_id: operation.templateId && publicId('tpl', operation.templateId),
    template_version: operation.templateVersion,
    total: operation.total,
    done,
    accepted,
    refused: done - accepted,
    parts: operation.parts,
    created_by: operation.createdBy,
    created_at: operation.createdAt.toISOString(),
    finished_at: finishedAt?.toISOString() ?? null,
  };
}

function toItem(item: OperationItem): Static<typeof OperationItemAnswer> {
  const { position, recipient, messageId, code, sentence } = item;
  return {
    position,
    to: recipient,
    outcome: messageId === null ? 'refused' : 'accepted',
    message_id: messageId === null ? null : publicId('msg', messageId),
    code,
    sentence,
  };
}

function readOperationId(text: string): string {
  const id = readUuidId('opn', text);
  if (id !== null) return id;
  throw new NotFound('operation.not_found', `There is no operation ${text.slice(0, 60)} in this workspace.`);
}

function readPlace(cursor: string | undefined): number {
  const place = readCursor(cursor);
  if (place === null) return -1;
  if (Number.isSafeInteger(place)) return place as number;
  throw badCursor();
}
