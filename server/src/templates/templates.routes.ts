import { Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { etagOf, readIfMatch } from '../platform/http/etag.ts';
import { badCursor, PageQuery, pageOf, readCursor, toPage } from '../platform/http/pages.ts';
import type { Http } from '../platform/http/server.ts';
import { templateApprovalRoutes } from './approval/template-approval.routes.ts';
import { findMms, loadMms } from './media/load-mms.ts';
import { readMmsWish } from './media/media.schemas.ts';
import { changeTemplate, createTemplate, getTemplate } from './save-template.ts';
import { snippetRoutes } from './snippets/snippets.routes.ts';
import { listTemplates, listVersions } from './template.queries.ts';
import { revisionOf, type Template } from './template.ts';
import type { Cleared } from './template-warnings.ts';
import {
  NewTemplateBody,
  readTemplateId,
  TemplateAnswer,
  TemplateChangeBody,
  toTemplateAnswer,
} from './templates.schemas.ts';

const tags = ['templates'];
const params = Type.Object({ id: Type.String({ description: 'tpl_…' }) });

/** Tells which words are cleared; read where the rulings are kept, which is above this slice. */
export type LoadCleared = (tx: Tx) => Promise<Cleared>;

export function templateRoutes(http: Http, ctx: Context, loadCleared: LoadCleared): void {
  readRoutes(http, ctx, loadCleared);
  templateApprovalRoutes(http, ctx);
  snippetRoutes(http, ctx);
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
      return reply
        .code(201)
        .header('etag', etagOf(revisionOf(template)))
        .send(await answerOf(ctx, scope.workspaceId, template, loadCleared));
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
    async ({ params: { id }, body: { archived, revision, ...change }, headers, scope }, reply) => {
      const template = await changeTemplate(ctx, scope, readTemplateId(id), {
        ...change,
        mms: readMmsWish(change),
        ...(archived === undefined ? {} : { isArchived: archived }),
        revision: revision ?? readIfMatch(headers['if-match']),
      });
      return reply
        .header('etag', etagOf(revisionOf(template)))
        .send(await answerOf(ctx, scope.workspaceId, template, loadCleared));
    },
  );
}

function readRoutes(http: Http, ctx: Context, loadCleared: LoadCleared): void {
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
      const { rows, answer } = await ctx.db.tx(scope.workspaceId, async (tx) =>
        withKnown(tx, await listTemplates(tx, page), loadCleared),
      );
      return toPage(rows, limit, ({ name }) => name, answer);
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
    async ({ params: { id }, query, scope }, reply) => {
      const template = await ctx.db.tx(scope.workspaceId, (tx) =>
        getTemplate(tx, readTemplateId(id), query.version ?? null),
      );
      return reply
        .header('etag', etagOf(revisionOf(template)))
        .send(await answerOf(ctx, scope.workspaceId, template, loadCleared));
    },
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
      const { rows, answer } = await ctx.db.tx(scope.workspaceId, async (tx) => {
        const template = await getTemplate(tx, readTemplateId(id));
        return withKnown(tx, await listVersions(tx, [template.id]), loadCleared);
      });
      return { data: rows.map(answer), next_cursor: null, has_more: false };
    },
  );
}

/** Templates with what else must be known to answer with them, read at once for all. */
async function withKnown(tx: Tx, rows: Template[], loadCleared: LoadCleared) {
  const mms = await loadMms(
    tx,
    rows.flatMap(({ mmsId }) => mmsId ?? []),
  );
  const cleared = await loadCleared(tx);
  return {
    rows,
    answer: (one: Template) => toTemplateAnswer(one, mms.get(one.mmsId ?? '') ?? null, cleared),
  };
}

async function answerOf(ctx: Context, workspaceId: string, template: Template, loadCleared: LoadCleared) {
  return ctx.db.tx(workspaceId, async (tx) => {
    const { mmsId } = template;
    const mms = mmsId === null ? null : await findMms(tx, mmsId);
    return toTemplateAnswer(template, mms, await loadCleared(tx));
  });
}

function readPlace(cursor: string | undefined): string {
  const place = readCursor(cursor);
  if (place === null) return '';
  if (typeof place === 'string' && !place.includes('\0')) return place;
  throw badCursor();
}
