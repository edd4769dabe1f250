import { Type } from 'typebox';
import { recordAudit } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { PageQuery, pageOf, toPage } from '../../platform/http/pages.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import { listInbound } from '../inbound-list.queries.ts';
import { keywordNotFound } from '../keywords/keyword.queries.ts';
import { readPlace } from '../read-place.ts';
import {
  type Conversation,
  clearMarks,
  getConversation,
  listConversations,
  listTalk,
} from './conversation.queries.ts';
import {
  ConversationAnswer,
  ConversationParams,
  InboundAnswer,
  readConversationId,
  readTalkPlace,
  TalkAnswer,
  toConversation,
  toInbound,
  toTalk,
} from './conversations.schemas.ts';

const tags = ['conversations'];
const reading = { permission: 'messages.read' };
const OneNumber = Type.Optional(
  Type.String({ maxLength: 40, description: 'Only of this number, as +12025550142.' }),
);

export function conversationRoutes(http: Http, ctx: Context): void {
  listRoutes(http, ctx);
  oneRoutes(http, ctx);
}

function listRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/inbound-messages',
    {
      config: reading,
      schema: {
        summary: 'List what people have sent, newest first, strangers and texts to unknown numbers included',
        tags,
        querystring: Type.Object({
          ...PageQuery.properties,
          number: OneNumber,
          keyword_id: Type.Optional(Type.String({ description: 'Only what this keyword has taken, kwd_….' })),
        }),
        response: { 200: pageOf(InboundAnswer) },
      },
    },
    async ({ query, scope }) => {
      const limit = query.limit ?? 50;
      const before = readPlace(query.cursor);
      const keywordId = query.keyword_id === undefined ? null : readKeyword(query.keyword_id);
      const wanted = { number: query.number ?? null, keywordId, before, limit: limit + 1 };
      const rows = await ctx.db.tx(scope.workspaceId, (tx) => listInbound(tx, wanted));
      return toPage(rows, limit, (row) => row.id, toInbound);
    },
  );

  http.get(
    '/v1/conversations',
    {
      config: reading,
      schema: {
        summary: 'List conversations, the one with the newest reply first',
        tags,
        querystring: Type.Object({
          ...PageQuery.properties,
          number: OneNumber,
          waiting: Type.Optional(
            Type.Boolean({ description: 'Only those in which a person of yours is asked for.' }),
          ),
        }),
        response: { 200: pageOf(ConversationAnswer) },
      },
    },
    async ({ query, scope }) => {
      const limit = query.limit ?? 50;
      const before = readTalkPlace(query.cursor);
      const wanted = {
        number: query.number ?? null,
        isWaiting: query.waiting ?? false,
        before,
        limit: limit + 1,
      };
      const rows = await ctx.db.tx(scope.workspaceId, (tx) => listConversations(tx, wanted));
      return toPage(rows, limit, (row) => [row.lastReplyAt.toISOString(), 'in', row.id], toConversation);
    },
  );
}

function readKeyword(text: string): string {
  const id = readUuidId('kwd', text);
  if (id === null) throw keywordNotFound(text);
  return id;
}

function oneRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/conversations/:id',
    {
      config: reading,
      schema: {
        summary: 'Read a conversation',
        tags,
        params: ConversationParams,
        response: { 200: ConversationAnswer },
      },
    },
    async ({ params, scope }) => {
      const id = readConversationId(params.id);
      return toConversation(await ctx.db.tx(scope.workspaceId, (tx) => getConversation(tx, id)));
    },
  );

  http.get(
    '/v1/conversations/:id/messages',
    {
      config: reading,
      schema: {
        summary:
          'List what was said in a conversation, newest first: replies, and texts of its brand over all numbers',
        tags,
        params: ConversationParams,
        querystring: PageQuery,
        response: { 200: pageOf(TalkAnswer) },
      },
    },
    async ({ params, query, scope }) => {
      const limit = query.limit ?? 50;
      const before = readTalkPlace(query.cursor);
      const id = readConversationId(params.id);
      const lines = await ctx.db.tx(scope.workspaceId, async (tx) =>
        listTalk(tx, await getConversation(tx, id), { before, limit: limit + 1 }),
      );
      return toPage(lines, limit, (line) => [line.at.toISOString(), line.direction, line.id], toTalk);
    },
  );

  http.post(
    '/v1/conversations/:id/clear',
    {
      config: { permission: 'messages.send' },
      schema: {
        summary: 'Say that somebody has seen to it: nobody is waited for, and keywords are answered again',
        tags,
        params: ConversationParams,
        response: { 200: ConversationAnswer },
      },
    },
    async ({ params, scope }) => {
      const id = readConversationId(params.id);
      return ctx.db.tx(scope.workspaceId, async (tx) => {
        const before = await getConversation(tx, id);
        await clearMarks(tx, id);
        const after = await getConversation(tx, id);
        const audited = { before: marksOf(before), after: marksOf(after) };
        await recordAudit(tx, scope, {
          act: 'conversation.cleared',
          object: publicId('cnv', id),
          ...audited,
        });
        return toConversation(after);
      });
    },
  );
}

const marksOf = ({ waitsReason, quietReason }: Conversation) => ({
  waits_reason: waitsReason,
  quiet_reason: quietReason,
});
