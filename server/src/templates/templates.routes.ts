import { Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Invalid } from '../platform/errors.ts';
import { PageQuery, pageOf, readCursor, toPage } from '../platform/http/pages.ts';
import type { Http } from '../platform/http/server.ts';
import { findMms, loadMms } from './media/load-mms.ts';
import { readMmsWish } from './media/media.schemas.ts';
import { changeTemplate, createTemplate, getTemplate } from './save-template.ts';
import { listTemplates, listVersions } from './template.queries.ts';
import type { Template } from './template.ts';
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
    async ({ body, scope }, reply) => {
      const template = await createTemplate(ctx, scope, { ...body, mms: readMmsWish(body) });
      return reply.code(201).send(await answerOf(ctx, scope.workspaceId, template));
    },
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
      answerOf(
        ctx,
        scope.workspaceId,
        await changeTemplate(ctx, scope, readTemplateId(id), {
          ...change,
          mms: readMmsWish(change),
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
      const [rows, mms] = await ctx.db.tx(scope.workspaceId, async (tx) =>
        withMms(tx, await listTemplates(tx, page)),
      );
      return toPage(
        rows,
        limit,
        ({ name }) => name,
        (one) => toTemplateAnswer(one, mms.get(one.mmsId ?? '') ?? null),
      );
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
      answerOf(
        ctx,
        scope.workspaceId,
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
      const [rows, mms] = await ctx.db.tx(scope.workspaceId, async (tx) => {
        const template = await getTemplate(tx, readTemplateId(id));
        return withMms(tx, await listVersions(tx, [template.id]));
      });
      const data = rows.map((one) => toTemplateAnswer(one, mms.get(one.mmsId ?? '') ?? null));
      return { data, next_cursor: null, has_more: false };
    },
  );
}

async function withMms(tx: Tx, rows: Template[]): Promise<[Template[], Awaited<ReturnType<typeof loadMms>>]> {
  const ids = rows.flatMap(({ mmsId }) => mmsId ?? []);
  return [rows, await loadMms(tx, ids)];
}

async function answerOf(ctx: Context, workspaceId: string, template: Template) {
  const { mmsId } = template;
  return toTemplateAnswer(
    template,
    mmsId === null ? null : await ctx.db.tx(workspaceId, (tx) => findMms(tx, mmsId)),
  );
}

function readPlace(cursor: string | undefined): string {
  const place = readCursor(cursor);
  if (place === null) return '';
  if (typeof place === 'string' && !place.includes('\0')) return place;
  throw new Invalid('page.bad_cursor', 'This cursor is none of ours: take next_cursor from the page before.');
}
