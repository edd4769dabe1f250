import { Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import { badCursor, PageQuery, pageOf, readCursor, toPage } from '../../platform/http/pages.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId } from '../../platform/ids.ts';
import { changeSnippet, createSnippet, getSnippet } from './save-snippet.ts';
import { listSnippets, listSnippetVersions, listUsesOf } from './snippet.queries.ts';
import {
  NewSnippetBody,
  readSnippetId,
  SnippetAnswer,
  SnippetChangeBody,
  SnippetUseAnswer,
  toSnippetAnswer,
} from './snippets.schemas.ts';

const tags = ['templates'];
const params = Type.Object({ id: Type.String({ description: 'snp_…' }) });

export function snippetRoutes(http: Http, ctx: Context): void {
  readRoutes(http, ctx);
  http.post(
    '/v1/snippets',
    {
      config: { permission: 'templates.write' },
      schema: {
        summary: 'Keep words that stand in other words under a name',
        tags,
        body: NewSnippetBody,
        response: { 201: SnippetAnswer },
      },
    },
    async ({ body, scope }, reply) =>
      reply.code(201).send(toSnippetAnswer(await createSnippet(ctx, scope, body))),
  );

  http.patch(
    '/v1/snippets/:id',
    {
      config: { permission: 'templates.write' },
      schema: {
        summary: 'Give a snippet other words, which are a new version of it; archive it',
        tags,
        params,
        body: SnippetChangeBody,
        response: { 200: SnippetAnswer },
      },
    },
    async ({ params: { id }, body: { archived, ...change }, scope }) =>
      toSnippetAnswer(
        await changeSnippet(ctx, scope, readSnippetId(id), {
          ...change,
          ...(archived === undefined ? {} : { isArchived: archived }),
        }),
      ),
  );
}

function readRoutes(http: Http, ctx: Context): void {
  const config = { permission: 'templates.read' };
  http.get(
    '/v1/snippets',
    {
      config,
      schema: {
        summary: 'List the snippets in their latest versions, by name',
        tags,
        querystring: Type.Object({ ...PageQuery.properties, archived: Type.Optional(Type.Boolean()) }),
        response: { 200: pageOf(SnippetAnswer) },
      },
    },
    async ({ query, scope }) => {
      const limit = query.limit ?? 50;
      const page = { after: readPlace(query.cursor), limit: limit + 1, isArchived: query.archived ?? false };
      const rows = await ctx.db.tx(scope.workspaceId, (tx) => listSnippets(tx, page));
      return toPage(rows, limit, ({ name }) => name, toSnippetAnswer);
    },
  );

  http.get(
    '/v1/snippets/:id',
    { config, schema: { summary: 'Read a snippet', tags, params, response: { 200: SnippetAnswer } } },
    async ({ params: { id }, scope }) =>
      toSnippetAnswer(await ctx.db.tx(scope.workspaceId, (tx) => getSnippet(tx, readSnippetId(id)))),
  );

  http.get(
    '/v1/snippets/:id/versions',
    {
      config,
      schema: {
        summary: 'List every version of a snippet, latest first',
        tags,
        params,
        response: { 200: pageOf(SnippetAnswer) },
      },
    },
    async ({ params: { id }, scope }) => {
      const rows = await ctx.db.tx(scope.workspaceId, async (tx) =>
        listSnippetVersions(tx, (await getSnippet(tx, readSnippetId(id))).id),
      );
      return { data: rows.map(toSnippetAnswer), next_cursor: null, has_more: false };
    },
  );

  http.get(
    '/v1/snippets/:id/uses',
    {
      config,
      schema: {
        summary: 'List the templates and snippets that say a snippet in their latest words',
        tags,
        params,
        response: { 200: pageOf(SnippetUseAnswer) },
      },
    },
    async ({ params: { id }, scope }) => {
      const rows = await ctx.db.tx(scope.workspaceId, async (tx) =>
        listUsesOf(tx, (await getSnippet(tx, readSnippetId(id))).name),
      );
      const data = rows.map(({ kind, id: used, name }) => ({
        ...{ kind, id: publicId(kind === 'snippet' ? 'snp' : 'tpl', used), name },
      }));
      return { data, next_cursor: null, has_more: false };
    },
  );
}

function readPlace(cursor: string | undefined): string {
  const place = readCursor(cursor);
  if (place === null) return '';
  if (typeof place === 'string' && !place.includes('\0')) return place;
  throw badCursor();
}
