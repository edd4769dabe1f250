import { Readable } from 'node:stream';
import { Type } from 'typebox';
import type { Post, Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import { Invalid } from '../platform/errors.ts';
import { nullable } from '../platform/http/nullable.ts';
import { badCursor, PageQuery, pageOf, readCursor, toPage } from '../platform/http/pages.ts';
import type { Http } from '../platform/http/server.ts';
import { streamEvents } from '../platform/http/stream.ts';
import { publicId, readNumberId } from '../platform/ids.ts';
import { kindNames, kindOf } from './kinds.ts';
import { listLetters } from './letter.queries.ts';
import { countUnread, listNotifications, markRead, type Unread } from './notification.queries.ts';
import { NotificationAnswer, toNotification } from './notifications.schemas.ts';
import { requirePerson } from './require-person.ts';
import { settingRoutes } from './settings.routes.ts';

const tags = ['notifications'];

/** Kinds of which the caller may know; a key of fewer permissions shows less, and so does a role that was taken down. */
const kindsFor = ({ permissions }: Scope) => kindNames.filter((kind) => permissions.has(kindOf(kind).needs));

const UnreadAnswer = Type.Object({
  object: Type.Literal('unread_notifications'),
  unread: Type.Integer({ description: 'Up to a hundred: nobody counts further.' }),
  newest: nullable(Type.String({ description: 'The newest that is unread.' })),
});
const toUnread = ({ unread, newest }: Unread) => ({
  ...{ object: 'unread_notifications' as const, unread },
  newest: newest === null ? null : publicId('ntf', newest),
});

export function notificationRoutes(http: Http, ctx: Context, options: { readonly post: Post | null }): void {
  listRoute(http, ctx);
  unreadRoutes(http, ctx);
  streamRoute(http, ctx);
  settingRoutes(http, ctx, options);
}

function listRoute(http: Http, ctx: Context): void {
  http.get(
    '/v1/me/notifications',
    {
      config: { permission: 'workspace.read' },
      schema: {
        summary: 'List what you were told of, newest first, with what came of it by other ways',
        tags,
        querystring: Type.Object({ ...PageQuery.properties, unread: Type.Optional(Type.Boolean()) }),
        response: { 200: pageOf(NotificationAnswer) },
      },
    },
    async ({ query, scope }) => {
      const { limit = 50, unread = false } = query;
      const before = readCursor(query.cursor);
      if (before !== null && !Number.isSafeInteger(before)) throw badCursor();
      return ctx.db.tx(scope.workspaceId, async (tx) => {
        const accountId = await requirePerson(tx, scope);
        const rows = await listNotifications(tx, {
          ...{ accountId, kinds: kindsFor(scope), before: before as number | null },
          ...{ isUnreadOnly: unread, limit: limit + 1 },
        });
        const letters = await listLetters(
          tx,
          accountId,
          rows.map(({ id }) => id),
        );
        return toPage(
          rows,
          limit,
          ({ id }) => id,
          (row) => toNotification(row, letters),
        );
      });
    },
  );
}

function unreadRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/me/notifications/unread',
    {
      config: { permission: 'workspace.read' },
      schema: { summary: 'Count what you have not read', tags, response: { 200: UnreadAnswer } },
    },
    async ({ scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) =>
        toUnread(await countUnread(tx, await requirePerson(tx, scope), kindsFor(scope))),
      ),
  );
  http.post(
    '/v1/me/notifications/read',
    {
      config: { permission: 'workspace.read' },
      schema: {
        summary: 'Say that you have read some notifications, or all up to one',
        tags,
        body: Type.Object(
          {
            ids: Type.Optional(Type.Array(Type.String(), { maxItems: 200 })),
            until: Type.Optional(Type.String({ description: 'That one, and all before it.' })),
          },
          { additionalProperties: false, minProperties: 1, maxProperties: 1 },
        ),
        response: { 200: Type.Object({ object: Type.Literal('read_notifications'), read: Type.Integer() }) },
      },
    },
    async ({ body, scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => {
        const accountId = await requirePerson(tx, scope);
        const which =
          body.until === undefined ? { ids: (body.ids ?? []).map(readId) } : { until: readId(body.until) };
        const read = await markRead(tx, accountId, which, ctx.clock.now());
        return { object: 'read_notifications' as const, read };
      }),
  );
}

function readId(text: string): number {
  const id = readNumberId('ntf', text);
  if (id !== null) return id;
  throw new Invalid('notification.bad_id', `“${text.slice(0, 40)}” is no id of a notification (ntf_…).`);
}

const everyMs = 3_000;
const aliveEveryMs = 15_000;

function streamRoute(http: Http, ctx: Context): void {
  http.get(
    '/v1/me/notifications/stream',
    {
      config: { permission: 'workspace.read' },
      schema: {
        summary:
          'Follow what you are told: an event named unread when there is something new or read, at most one in three seconds',
        tags,
        produces: ['text/event-stream'],
        response: { 200: Type.String() },
      },
    },
    async ({ scope, raw }, reply) => {
      const accountId = await ctx.db.tx(scope.workspaceId, (tx) => requirePerson(tx, scope));
      const gone = new AbortController();
      raw.once('close', () => gone.abort());
      reply.raw.once('close', () => gone.abort());
      let last = '';
      const next = async () => {
        const found = await ctx.db.tx(scope.workspaceId, (tx) => countUnread(tx, accountId, kindsFor(scope)));
        const data = JSON.stringify(toUnread(found));
        if (data === last) return null;
        last = data;
        return { name: 'unread', data };
      };
      const { monotonicMs } = ctx.clock;
      const events = streamEvents({ next, everyMs, aliveEveryMs, monotonicMs, signal: gone.signal });
      reply.type('text/event-stream').header('cache-control', 'no-store').header('x-accel-buffering', 'no');
      return reply
        .serializer((payload: string) => payload)
        .send(Readable.from(events, { objectMode: false }) as never);
    },
  );
}
