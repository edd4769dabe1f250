import { parseTemplate } from '@tidings/sms';
import { type Static, Type } from 'typebox';
import { recordAudit, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { conflictAt, Invalid, NotFound } from '../../platform/errors.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import {
  type CannedReply,
  deleteCannedReply,
  findCannedReply,
  listCannedReplies,
  lockCannedReplies,
  saveCannedReply,
} from './canned-reply.queries.ts';

const tags = ['inbox'];
const managing = { permission: 'inbox.manage' };
const Params = Type.Object({ id: Type.String({ description: 'can_…' }) });

const CannedBody = Type.Object({
  name: Type.String({
    minLength: 1,
    maxLength: 40,
    pattern: '^[^\\s/\\u0000]+$',
    description: 'What is typed after a slash: one word.',
  }),
  body: Type.String({
    minLength: 1,
    maxLength: 4_096,
    description: 'With merge fields; {{ agent }} is the first name of whoever answers.',
  }),
});

const CannedAnswer = Type.Object(
  {
    object: Type.Literal('canned_reply'),
    id: Type.String(),
    name: Type.String(),
    body: Type.String(),
    updated_at: Type.String(),
  },
  { title: 'CannedReply' },
);

const toAnswer = ({ id, name, body, updatedAt }: CannedReply): Static<typeof CannedAnswer> => ({
  object: 'canned_reply',
  id: publicId('can', id),
  ...{ name, body, updated_at: updatedAt.toISOString() },
});

export function cannedReplyRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/canned-replies',
    {
      config: { permission: 'messages.read', isNarrowed: true },
      schema: {
        summary: 'List canned replies by their names',
        tags,
        querystring: Type.Object({
          q: Type.Optional(Type.String({ maxLength: 100, description: 'Part of a name or of the words.' })),
        }),
        response: { 200: Type.Object({ data: Type.Array(CannedAnswer) }) },
      },
    },
    async ({ query, scope }) => {
      const found = await ctx.db.tx(scope.workspaceId, (tx) =>
        listCannedReplies(tx, query.q?.trim() || null),
      );
      return { data: found.map(toAnswer) };
    },
  );

  http.post(
    '/v1/canned-replies',
    {
      config: managing,
      schema: {
        summary: 'Keep words to answer with',
        tags,
        body: CannedBody,
        response: { 201: CannedAnswer },
      },
    },
    async ({ body, scope }, reply) => {
      const made = await ctx.db.tx(scope.workspaceId, (tx) => keep(tx, ctx, scope, ctx.ids.uuid(), body));
      return reply.code(201).send(toAnswer(made));
    },
  );

  http.put(
    '/v1/canned-replies/:id',
    {
      config: managing,
      schema: {
        summary: 'Change a canned reply',
        tags,
        params: Params,
        body: CannedBody,
        response: { 200: CannedAnswer },
      },
    },
    async ({ params, body, scope }) => {
      const id = readCanned(params.id);
      return ctx.db.tx(scope.workspaceId, async (tx) => {
        if (!(await findCannedReply(tx, id))) throw notFound(params.id);
        return toAnswer(await keep(tx, ctx, scope, id, body));
      });
    },
  );

  http.delete(
    '/v1/canned-replies/:id',
    {
      config: managing,
      schema: {
        summary: 'Delete a canned reply; what was answered with it stays',
        tags,
        params: Params,
        response: { 204: Type.Null() },
      },
    },
    async ({ params, scope }, reply) => {
      const id = readCanned(params.id);
      await ctx.db.tx(scope.workspaceId, async (tx) => {
        const before = await findCannedReply(tx, id);
        if (!before || !(await deleteCannedReply(tx, id))) throw notFound(params.id);
        await recordAudit(tx, scope, {
          act: 'canned_reply.deleted',
          object: publicId('can', id),
          before: { name: before.name, body: before.body },
        });
      });
      return reply.code(204).send(null);
    },
  );
}

async function keep(
  tx: Tx,
  ctx: Context,
  scope: Scope,
  id: string,
  { name, body }: Static<typeof CannedBody>,
): Promise<CannedReply> {
  const parsed = parseTemplate(body);
  const [error] = parsed.ok ? [] : parsed.errors;
  if (error)
    throw new Invalid(error.code, error.sentence, [
      { pointer: '/body', code: error.code, detail: error.sentence },
    ]);
  await lockCannedReplies(tx);
  const reply = { id, name, body, updatedAt: ctx.clock.now(), updatedBy: scope.actor };
  if (!(await saveCannedReply(tx, reply)))
    throw conflictAt(
      '/name',
      'canned_reply.name_taken',
      `There is a canned reply /${name} already: choose another name.`,
    );
  await recordAudit(tx, scope, {
    ...{ act: 'canned_reply.saved', object: publicId('can', id), after: { name, body } },
  });
  return reply;
}

const notFound = (shown: string): NotFound =>
  new NotFound('canned_reply.not_found', `There is no canned reply ${shown.slice(0, 60)} in this workspace.`);

function readCanned(text: string): string {
  const id = readUuidId('can', text);
  if (id === null) throw notFound(text);
  return id;
}
