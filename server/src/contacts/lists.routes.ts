import { Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import { NotFound } from '../platform/errors.ts';
import { PageQuery, pageOf, readCursor, toPage } from '../platform/http/pages.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId, readUuidId } from '../platform/ids.ts';
import { changeList, removeList } from './change-list.ts';
import { createList } from './create-list.ts';
import { type ListWithCount, listLists } from './list.queries.ts';
import { ListAnswer, ListBody, ListChangeBody } from './lists.schemas.ts';

export function listRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/lists',
    {
      config: { permission: 'contacts.read', isNarrowed: true },
      schema: {
        summary: 'List the lists, by name',
        tags: ['lists'],
        querystring: PageQuery,
        response: { 200: pageOf(ListAnswer) },
      },
    },
    async ({ query, scope }) => {
      const limit = query.limit ?? 50;
      const after = readCursor(query.cursor);
      const page = { limit: limit + 1, after: typeof after === 'string' ? after : null };
      const rows = await ctx.db.tx(scope.workspaceId, (tx) => listLists(tx, page));
      return toPage(rows, limit, (row) => row.name, toListAnswer);
    },
  );

  http.post(
    '/v1/lists',
    {
      config: { permission: 'contacts.write', isNarrowed: true },
      schema: {
        summary: 'Make an empty list',
        tags: ['lists'],
        body: ListBody,
        response: { 201: ListAnswer },
      },
    },
    async ({ body, scope }, reply) => {
      const list = await createList(ctx, scope, { name: body.name });
      return reply.code(201).send(toListAnswer({ ...list, people: 0, isTestGroup: false }));
    },
  );

  const params = Type.Object({ id: Type.String({ description: 'lst_…' }) });
  http.patch(
    '/v1/lists/:id',
    {
      config: { permission: 'contacts.write', isNarrowed: true },
      schema: {
        summary:
          'Give a list another name, or say whether it is a test group, whose people look at texts first',
        tags: ['lists'],
        params,
        body: ListChangeBody,
        response: { 200: ListAnswer },
      },
    },
    async ({ params: { id }, body, scope }) => {
      const change = { name: body.name, isTestGroup: body.is_test_group };
      return toListAnswer(await changeList(ctx, scope, readListId(id), change));
    },
  );

  http.delete(
    '/v1/lists/:id',
    {
      config: { permission: 'contacts.write' },
      schema: {
        summary: 'Remove a list; its people stay',
        description:
          'What still names it, such as a segment or a campaign that was not launched, is not sent any more and says so.',
        tags: ['lists'],
        params,
        response: { 204: Type.Null() },
      },
    },
    async ({ params: { id }, scope }, reply) => {
      await removeList(ctx, scope, readListId(id));
      return reply.code(204).send(null);
    },
  );
}

function readListId(text: string): string {
  const id = readUuidId('lst', text);
  if (id) return id;
  throw new NotFound('list.not_found', `There is no list ${text.slice(0, 60)} in this workspace.`);
}

function toListAnswer(list: ListWithCount) {
  return {
    object: 'list' as const,
    id: publicId('lst', list.id),
    name: list.name,
    people: list.people,
    is_test_group: list.isTestGroup,
    created_at: list.createdAt.toISOString(),
  };
}
