import { Type } from 'typebox';
import { accountOf, type Scope } from '../accounts/index.ts';
import { getConversation, listTalk } from '../inbound/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Invalid } from '../platform/errors.ts';
import { nullable } from '../platform/http/nullable.ts';
import { badCursor, PageQuery, pageOf, readCursor, toPage, writeCursor } from '../platform/http/pages.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId, readUuidId } from '../platform/ids.ts';
import { findMeans } from './answers/find-means.ts';
import {
  type ConversationsWanted,
  countInbox,
  findListed,
  type ListPlace,
  listInbox,
} from './conversation-list.queries.ts';
import {
  ConversationAnswer,
  ConversationParams,
  EventAnswer,
  MentionAnswer,
  readConversationId,
  readMember,
  readTalkPlace,
  TalkAnswer,
  toConversation,
  toEvent,
  toMention,
  toTalk,
} from './conversations.schemas.ts';
import { listEvents, listMentions } from './event.queries.ts';
import { conversationStates } from './standing.ts';

const tags = ['conversations'];
const reading = { permission: 'messages.read', isNarrowed: true };
const Flag = (description: string) => Type.Optional(Type.Boolean({ description }));
const Id = (description: string) => Type.Optional(Type.String({ maxLength: 60, description }));

const ListQuery = Type.Object({
  ...PageQuery.properties,
  number: Type.Optional(Type.String({ maxLength: 40, description: 'Only of this number, as +12025550142.' })),
  waiting: Flag('Only those in which a person of yours is asked for.'),
  state: Type.Optional(Type.Enum([...conversationStates])),
  assignee: Id('Only those of this colleague: mem_…, me, or none.'),
  overdue: Flag('Only those whose answer is overdue.'),
  unread: Flag('Only those in which something was said since you opened them.'),
  mentioned: Flag('Only those with a note that names you.'),
  scheduled: Flag('Only those with an answer that is to leave later.'),
  sender_id: Id('Only those who wrote to this number of yours: snd_….'),
  keyword_id: Id('Only those with a reply that this keyword took: kwd_….'),
  campaign_id: Id('Only those who answered this campaign: cmp_….'),
  brand_id: Id('Only of this brand: brd_….'),
  q: Type.Optional(
    Type.String({ maxLength: 100, description: 'Part of a name, a number, what was said, or a note.' }),
  ),
  sort: Type.Optional(Type.Enum(['newest', 'longest_waiting'])),
});

const AnsweringAnswer = Type.Object({
  is_allowed: Type.Boolean(),
  code: nullable(Type.String()),
  reason: nullable(Type.String({ description: 'Why nobody may answer now.' })),
  sender_id: nullable(
    Type.String({ description: 'The number that an answer leaves from unless one is chosen.' }),
  ),
  from: nullable(Type.String()),
  brand_name: nullable(Type.String()),
});

export function conversationRoutes(http: Http, ctx: Context): void {
  listRoute(http, ctx);
  oneRoutes(http, ctx);
  besideRoutes(http, ctx);
}

function listRoute(http: Http, ctx: Context): void {
  http.get(
    '/v1/conversations',
    {
      config: reading,
      schema: {
        summary: 'List conversations: the one with the newest text first, or whoever has waited longest',
        tags,
        querystring: ListQuery,
        response: { 200: pageOf(ConversationAnswer) },
      },
    },
    async ({ query, scope }) => {
      const wanted = readWanted(query, scope);
      const { rows, next } = await ctx.db.tx(scope.workspaceId, (tx) => listInbox(tx, wanted));
      return {
        data: rows.map(toConversation),
        next_cursor: next && writeCursor([next.at, next.id]),
        has_more: next !== null,
      };
    },
  );
}

type Query = {
  [Name in keyof typeof ListQuery.properties]?: string | number | boolean | undefined;
};

function readWanted(query: Query, scope: Scope): ConversationsWanted {
  const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null);
  const assignee = text(query.assignee);
  const state = text(query.state);
  return {
    states: state === null ? null : [state as 'open'],
    ...(assignee === null ? {} : { assigneeId: readAssignee(assignee, scope) }),
    readerId: accountOf(scope),
    isWaiting: query.waiting === true,
    isOverdue: query.overdue === true,
    isUnread: query.unread === true,
    isMentioned: query.mentioned === true,
    isScheduled: query.scheduled === true,
    number: text(query.number),
    senderId: readId('snd', query.sender_id),
    keywordId: readId('kwd', query.keyword_id),
    campaignId: readId('cmp', query.campaign_id),
    brandId: readId('brd', query.brand_id),
    text: text(query.q),
    sort: query.sort === 'longest_waiting' ? 'longest_waiting' : 'newest',
    after: readListPlace(query.cursor as string | undefined),
    limit: (query.limit as number | undefined) ?? 50,
  };
}

function readAssignee(text: string, scope: Scope): string | null {
  if (text === 'none') return null;
  if (text !== 'me') return readMember(text);
  const account = accountOf(scope);
  if (account !== null) return account;
  throw new Invalid('inbox.nobody', 'An API key has no conversations of its own: name a member by mem_….');
}

function readId(prefix: string, text: unknown): string | null {
  if (typeof text !== 'string') return null;
  const id = readUuidId(prefix, text);
  if (id !== null) return id;
  throw new Invalid('id.malformed', `“${text.slice(0, 60)}” is no such id: it should begin with ${prefix}_.`);
}

function readListPlace(cursor: string | undefined): ListPlace | null {
  const place = readCursor(cursor);
  if (place === null) return null;
  const [at, id] = Array.isArray(place) ? (place as unknown[]) : [];
  if (typeof at === 'string' && !Number.isNaN(Date.parse(at)) && Number.isSafeInteger(id))
    return { at, id: id as number };
  throw badCursor();
}

/** A conversation as its reader sees it; NotFound where they do not reach it. */
export async function readConversation(tx: Tx, scope: Scope, id: number) {
  const conversation = await getConversation(tx, id);
  return toConversation((await findListed(tx, id, accountOf(scope))) ?? conversation);
}

function oneRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/conversations/:id',
    {
      config: reading,
      schema: {
        summary: 'Read a conversation, and whether its person may be answered',
        tags,
        params: ConversationParams,
        response: {
          200: Type.Object(
            { ...ConversationAnswer.properties, answering: AnsweringAnswer },
            { title: 'OneConversation' },
          ),
        },
      },
    },
    async ({ params, scope }) => {
      const id = readConversationId(params.id);
      return ctx.db.tx(scope.workspaceId, async (tx) => {
        const shown = await readConversation(tx, scope, id);
        const means = await findMeans(tx, await getConversation(tx, id), { now: ctx.clock.now() });
        const answering = means.ok
          ? {
              ...{ is_allowed: true, code: null, reason: null },
              ...{ sender_id: publicId('snd', means.sender.id), from: means.sender.number },
              brand_name: means.program.brandName,
            }
          : {
              ...{ is_allowed: false, code: means.lock.code, reason: means.lock.sentence },
              ...{ sender_id: null, from: null, brand_name: null },
            };
        return { ...shown, answering };
      });
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

  http.get(
    '/v1/conversations/:id/events',
    {
      config: reading,
      schema: {
        summary:
          'List what happened in a conversation besides texts, newest first: notes, assignments, rules',
        tags,
        params: ConversationParams,
        querystring: PageQuery,
        response: { 200: pageOf(EventAnswer) },
      },
    },
    async ({ params, query, scope }) => {
      const limit = query.limit ?? 50;
      const id = readConversationId(params.id);
      const before = readEventPlace(query.cursor);
      const events = await ctx.db.tx(scope.workspaceId, async (tx) => {
        await getConversation(tx, id);
        return listEvents(tx, id, { before, limit: limit + 1 });
      });
      return toPage(events, limit, (event) => event.id, toEvent);
    },
  );
}

function readEventPlace(cursor: string | undefined): number | null {
  const place = readCursor(cursor);
  if (place === null || Number.isSafeInteger(place)) return place as number | null;
  throw badCursor();
}

function besideRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/inbox/counts',
    {
      config: reading,
      schema: {
        summary: 'Count what is open, yours, nobody’s, overdue and snoozed, and the notes that name you',
        tags,
        response: {
          200: Type.Object(
            {
              open: Type.Integer(),
              mine: Type.Integer(),
              unassigned: Type.Integer(),
              overdue: Type.Integer(),
              snoozed: Type.Integer(),
              mentions: Type.Integer(),
            },
            { title: 'InboxCounts' },
          ),
        },
      },
    },
    ({ scope }) => ctx.db.tx(scope.workspaceId, (tx) => countInbox(tx, accountOf(scope))),
  );

  http.get(
    '/v1/inbox/mentions',
    {
      config: reading,
      schema: {
        summary: 'List the notes that name you, newest first',
        tags,
        querystring: PageQuery,
        response: { 200: pageOf(MentionAnswer) },
      },
    },
    async ({ query, scope }) => {
      const limit = query.limit ?? 50;
      const before = readEventPlace(query.cursor);
      const account = accountOf(scope);
      const rows =
        account === null
          ? []
          : await ctx.db.tx(scope.workspaceId, (tx) =>
              listMentions(tx, account, { before, limit: limit + 1 }),
            );
      return toPage(rows, limit, (row) => row.eventId, toMention);
    },
  );
}
