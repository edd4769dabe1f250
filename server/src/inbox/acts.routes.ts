import { Type } from 'typebox';
import { requireAccount, type Scope } from '../accounts/index.ts';
import { getConversation } from '../inbound/index.ts';
import type { Context } from '../platform/context.ts';
import { Problem } from '../platform/errors.ts';
import { nullable } from '../platform/http/nullable.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId } from '../platform/ids.ts';
import {
  assignConversation,
  clearConversation,
  closeConversation,
  reopenConversation,
  seeConversation,
  snoozeConversation,
  writeNote,
} from './change-conversation.ts';
import { readConversation } from './conversations.routes.ts';
import {
  ConversationAnswer,
  ConversationParams,
  readConversationId,
  readMember,
  TypingAnswer,
  toTyping,
} from './conversations.schemas.ts';
import { forgetTyping, listTyping, noteTyping } from './live/typing.queries.ts';

const tags = ['conversations'];
const answering = { permission: 'inbox.answer', isNarrowed: true };

export function actRoutes(http: Http, ctx: Context): void {
  plainActs(http, ctx);
  snoozeAndAssign(http, ctx);
  noteRoute(http, ctx);
  togetherRoutes(http, ctx);
  manyRoute(http, ctx);
}

type Verb = (ctx: Context, scope: Scope, id: number) => Promise<void>;

/** Acts that need to be told nothing. */
function plainActs(http: Http, ctx: Context): void {
  const act = (name: string, summary: string, verb: Verb) =>
    http.post(
      `/v1/conversations/:id/${name}`,
      {
        config: answering,
        schema: { summary, tags, params: ConversationParams, response: { 200: ConversationAnswer } },
      },
      async ({ params, scope }) => {
        const id = readConversationId(params.id);
        await verb(ctx, scope, id);
        return ctx.db.tx(scope.workspaceId, (tx) => readConversation(tx, scope, id));
      },
    );
  act('close', 'Close a conversation until the person writes again', closeConversation);
  act('reopen', 'Open a conversation that is closed, snoozed or waits for the person', reopenConversation);
  act(
    'clear',
    'Say that somebody has seen to it: nobody is waited for, and keywords are answered again',
    clearConversation,
  );
}

function snoozeAndAssign(http: Http, ctx: Context): void {
  http.post(
    '/v1/conversations/:id/snooze',
    {
      config: answering,
      schema: {
        summary: 'Put a conversation out of sight until an hour, or until the person writes',
        tags,
        params: ConversationParams,
        body: Type.Object({ until: Type.String({ format: 'date-time' }) }),
        response: { 200: ConversationAnswer },
      },
    },
    async ({ params, body, scope }) => {
      const id = readConversationId(params.id);
      await snoozeConversation(ctx, scope, id, new Date(body.until));
      return ctx.db.tx(scope.workspaceId, (tx) => readConversation(tx, scope, id));
    },
  );

  http.post(
    '/v1/conversations/:id/assign',
    {
      config: answering,
      schema: {
        summary: 'Give a conversation to a colleague, to whoever’s turn it is, or to nobody',
        tags,
        params: ConversationParams,
        body: Type.Object({
          to: nullable(
            Type.String({
              maxLength: 60,
              description: 'mem_… of a colleague, me, next, or null for nobody.',
            }),
          ),
        }),
        response: { 200: ConversationAnswer },
      },
    },
    async ({ params, body, scope }) => {
      const id = readConversationId(params.id);
      const { to } = body;
      const wish =
        to === null || to === 'next'
          ? to
          : { accountId: to === 'me' ? requireAccount(scope) : readMember(to) };
      await assignConversation(ctx, scope, id, wish);
      return ctx.db.tx(scope.workspaceId, (tx) => readConversation(tx, scope, id));
    },
  );
}

function noteRoute(http: Http, ctx: Context): void {
  http.post(
    '/v1/conversations/:id/notes',
    {
      config: answering,
      schema: {
        summary: 'Leave a note for colleagues, which the person never sees',
        tags,
        params: ConversationParams,
        body: Type.Object({
          body: Type.String({ maxLength: 4_000 }),
          mentions: Type.Optional(
            Type.Array(Type.String({ maxLength: 60 }), {
              maxItems: 50,
              description: 'Colleagues who are to see it, mem_….',
            }),
          ),
        }),
        response: { 201: Type.Object({ id: Type.String({ description: 'cev_…' }) }) },
      },
    },
    async ({ params, body, scope }, reply) => {
      const mentions = (body.mentions ?? []).map(readMember);
      const id = await writeNote(ctx, scope, readConversationId(params.id), { body: body.body, mentions });
      return reply.code(201).send({ id: publicId('cev', id) });
    },
  );
}

/** What two colleagues at one conversation need to know of each other. */
function togetherRoutes(http: Http, ctx: Context): void {
  http.post(
    '/v1/conversations/:id/typing',
    {
      config: answering,
      schema: {
        summary: 'Say that you are writing an answer, and learn who else is; say it again every five seconds',
        tags,
        params: ConversationParams,
        body: Type.Object({ is_typing: Type.Boolean() }),
        response: { 200: TypingAnswer },
      },
    },
    async ({ params, body, scope }) => {
      const id = readConversationId(params.id);
      return ctx.db.tx(scope.workspaceId, async (tx) => {
        await getConversation(tx, id);
        const account = requireAccount(scope);
        await (body.is_typing ? noteTyping : forgetTyping)(tx, id, account);
        return toTyping(await listTyping(tx, id, account));
      });
    },
  );

  http.post(
    '/v1/conversations/:id/seen',
    {
      config: { permission: 'messages.read', isNarrowed: true },
      schema: {
        summary: 'Say that you have read a conversation as far as it goes',
        tags,
        params: ConversationParams,
        response: { 204: Type.Null() },
      },
    },
    async ({ params, scope }, reply) => {
      await seeConversation(ctx, scope, readConversationId(params.id));
      return reply.code(204).send(null);
    },
  );
}

const ManyResult = Type.Object({
  id: Type.String(),
  is_done: Type.Boolean(),
  reason: nullable(Type.String({ description: 'Why it was not.' })),
});

function manyRoute(http: Http, ctx: Context): void {
  http.post(
    '/v1/conversations/bulk',
    {
      config: answering,
      schema: {
        summary: 'Close, give away or mark as read up to 200 conversations; each is answered for itself',
        tags,
        body: Type.Object({
          ids: Type.Array(Type.String({ maxLength: 40 }), { minItems: 1, maxItems: 200 }),
          act: Type.Enum(['close', 'assign', 'seen']),
          to: Type.Optional(nullable(Type.String({ maxLength: 60, description: 'With assign: as there.' }))),
        }),
        response: { 200: Type.Object({ data: Type.Array(ManyResult) }) },
      },
    },
    async ({ body, scope }) => {
      const { to = null } = body;
      const wish =
        to === null || to === 'next'
          ? to
          : { accountId: to === 'me' ? requireAccount(scope) : readMember(to) };
      const verb: Verb =
        body.act === 'close'
          ? closeConversation
          : body.act === 'seen'
            ? seeConversation
            : (c, s, id) => assignConversation(c, s, id, wish);
      const data = [];
      for (const id of body.ids) data.push({ id, ...(await tryOne(verb, ctx, scope, id)) });
      return { data };
    },
  );
}

async function tryOne(verb: Verb, ctx: Context, scope: Scope, id: string) {
  try {
    await verb(ctx, scope, readConversationId(id));
    return { is_done: true, reason: null };
  } catch (error) {
    if (error instanceof Problem) return { is_done: false, reason: error.message };
    throw error;
  }
}
