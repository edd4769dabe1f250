import { Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import { Invalid } from '../platform/errors.ts';
import { PageQuery, pageOf, readCursor, toPage } from '../platform/http/pages.ts';
import type { Http } from '../platform/http/server.ts';
import { changeTemplate, createTemplate, getTemplate } from './save-template.ts';
import { listTemplates, listVersions } from './template.queries.ts';
import {
  NewTemplateBody,
  readTemplateId,
  TemplateAnswer,
  TemplateChangeBody,
  toTemplateAnswer,
} from './templates.schemas.ts';

const tags = ['templates'];
const params = Type.Object({ id: Type.String({ description: 'tpl_…' }) });

export function templateRoutes(http: Http, ctx: Context): void {
  readRoutes(http, ctx);
  http.post(
    '/v1/templates',
    {
      config: { permission: 'templates.write' },
      schema: {
        summary: 'Keep words under a name',
        tags,
        body: NewTemplateBody,
        response: { 201: TemplateAnswer },
      },
    },
    async ({ body, scope }, reply) =>
      reply.code(201).send(toTemplateAnswer(await createTemplate(ctx, scope, body))),
  );

  http.patch(
    '/v1/templates/:id',
    {
      config: { permission: 'templates.write' },
      schema: {
        summary: 'Give a template other words, which are a new version of it, or another name; archive it',
        tags,
        params,
        body: TemplateChangeBody,
        response: { 200: TemplateAnswer },
      },
    },
    async ({ params: { id }, body: { archived, ...change }, scope }) =>
      toTemplateAnswer(
        await changeTemplate(ctx, scope, readTemplateId(id), {
          ...change,
          ...(archived === undefined ? {} : { isArchived: archived }),
        }),
      ),
  );
}

function readRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/templates',
    {
      config: { permission: 'templates.read' },
      schema: {
        summary: 'List the templates in their latest versions, by name',
        tags,
        querystring: Type.Object({ ...PageQuery.properties, archived: Type.Optional(Type.Boolean()) }),
        response: { 200: pageOf(TemplateAnswer) },
      },
    },
    async ({ query, scope }) => {
      const limit = query.limit ?? 50;
      const page = { after: readPlace(query.cursor), limit: limit + 1, isArchived: query.archived ?? false };
      const rows = await ctx.db.tx(scope.workspaceId, (tx) => listTemplates(tx, page));
      return toPage(rows, limit, ({ name }) => name, toTemplateAnswer);
    },
  );

  http.get(
    '/v1/templates/:id',
    {
      config: { permission: 'templates.read' },
      schema: {
        summary: 'Read a template, in its latest version or in another',
        tags,
        params,
        querystring: Type.Object({
          version: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
        }),
        response: { 200: TemplateAnswer },
      },
    },
    async ({ params: { id }, query, scope }) =>
      toTemplateAnswer(
        await ctx.db.tx(scope.workspaceId, (tx) =>
          getTemplate(tx, readTemplateId(id), query.version ?? null),
        ),
      ),
  );

  http.get(
    '/v1/templates/:id/versions',
    {
      config: { permission: 'templates.read' },
      schema: {
        summary: 'List every version of a template, latest first',
        tags,
        params,
        response: { 200: pageOf(TemplateAnswer) },
      },
    },
    async ({ params: { id }, scope }) => {
      const rows = await ctx.db.tx(scope.workspaceId, async (tx) => {
        const template = await getTemplate(tx, readTemplateId(id));
        return listVersions(tx, [template.id]);
      });
      return { data: rows.map(toTemplateAnswer), next_cursor: null, has_more: false };
    },
  );
}

function readPlace(cursor: string | undefined): string {
  const place = readCursor(cursor);
  if (place === null) return '';
  if (typeof place === 'string' && !place.includes('\0')) return place;
  throw new Invalid('page.bad_cursor', 'This cursor is none of ours: take next_cursor from the page before.');
}
