import { Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import { NotFound } from '../platform/errors.ts';
import { PageQuery, pageOf, readCursor, toPage } from '../platform/http/pages.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId, readUuidId } from '../platform/ids.ts';
import { createList } from './create-list.ts';
import { type ListWithCount, listLists } from './list.queries.ts';
import { ListAnswer, ListBody, ListChangeBody } from './lists.schemas.ts';
import { markTestGroup } from './mark-test-group.ts';

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

  http.patch(
    '/v1/lists/:id',
    {
      config: { permission: 'contacts.write', isNarrowed: true },
      schema: {
        summary: 'Say whether a list is a test group, whose people look at texts before others do',
        tags: ['lists'],
        params: Type.Object({ id: Type.String({ description: 'lst_…' }) }),
        body: ListChangeBody,
        response: { 200: ListAnswer },
      },
    },
    async ({ params, body, scope }) => {
      const id = readUuidId('lst', params.id);
      if (id === null)
        throw new NotFound('list.not_found', `There is no list ${params.id.slice(0, 60)} in this workspace.`);
      return toListAnswer(await markTestGroup(ctx, scope, id, body.is_test_group));
    },
  );
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
