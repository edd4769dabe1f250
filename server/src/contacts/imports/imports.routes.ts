import { Readable } from 'node:stream';
import { Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import { NotFound } from '../../platform/errors.ts';
import { PageQuery, pageOf, readCursor, toPage } from '../../platform/http/pages.ts';
import type { Http } from '../../platform/http/server.ts';
import { readUuidId } from '../../platform/ids.ts';
import { requestCheck } from './check-import.ts';
import { requestCommit } from './commit-import.ts';
import { writeErrorsFile } from './errors-file.ts';
import { getImport, type ImportPage, listImports } from './import.queries.ts';
import { toImportAnswer, toOptions, toRejectAnswer } from './import-answers.ts';
import * as schemas from './imports.schemas.ts';
import { listRejects } from './reject.queries.ts';
import { requestUndo } from './undo-import.ts';
import { uploadImport } from './upload-import.ts';

export type ImportPlaces = { readonly uploadFolder: string };

const params = Type.Object({ id: Type.String({ description: 'imp_…' }) });
const tags = ['imports'];

export function importRoutes(http: Http, ctx: Context, places: ImportPlaces): void {
  uploadRoute(http, ctx, places);
  readingRoutes(http, ctx);
  workRoutes(http, ctx);
  rejectRoutes(http, ctx);
}

// In a scope of its own, because here alone a body is a stream and not something to be parsed.
function uploadRoute(http: Http, ctx: Context, places: ImportPlaces): void {
  http.register(async (scoped: Http) => {
    scoped.removeAllContentTypeParsers();
    scoped.addContentTypeParser('*', (_request, body, done) => done(null, body));
    scoped.post(
      '/v1/imports',
      {
        config: { permission: 'contacts.import' },
        bodyLimit: Number.MAX_SAFE_INTEGER,
        schema: {
          summary: 'Upload a list of people',
          description:
            'The body is the file itself (application/octet-stream), of any size. Nothing is imported yet: check it next.',
          tags,
          consumes: ['application/octet-stream'],
          querystring: schemas.UploadQuery,
          response: { 201: schemas.ImportAnswer },
        },
      },
      async (request, reply) => {
        const body = request.body instanceof Readable ? request.body : Readable.from([]);
        const upload = { fileName: request.query.file_name, body, uploadFolder: places.uploadFolder };
        return reply.code(201).send(toImportAnswer(await uploadImport(ctx, request.scope, upload)));
      },
    );
  });
}

function readingRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/imports',
    {
      config: { permission: 'contacts.read' },
      schema: {
        summary: 'List imports, newest first',
        tags,
        querystring: PageQuery,
        response: { 200: pageOf(schemas.ImportAnswer) },
      },
    },
    async ({ query, scope }) => {
      const limit = query.limit ?? 50;
      const after = readCursor(query.cursor) as ImportPage['after'];
      const rows = await ctx.db.tx(scope.workspaceId, (tx) => listImports(tx, { limit: limit + 1, after }));
      return toPage(
        rows,
        limit,
        ({ createdAt, id }) => ({ at: createdAt.toISOString(), id }),
        toImportAnswer,
      );
    },
  );

  http.get(
    '/v1/imports/:id',
    {
      config: { permission: 'contacts.read' },
      schema: { summary: 'Look at one import', tags, params, response: { 200: schemas.ImportAnswer } },
    },
    async (request) =>
      toImportAnswer(
        await ctx.db.tx(request.scope.workspaceId, (tx) => getImport(tx, readId(request.params.id))),
      ),
  );
}

function workRoutes(http: Http, ctx: Context): void {
  http.post(
    '/v1/imports/:id/check',
    {
      config: { permission: 'contacts.import' },
      schema: {
        summary: 'Read the whole file and say what importing it would do',
        tags,
        params,
        body: Type.Union([schemas.CheckBody, Type.Null()]),
        response: { 202: schemas.ImportAnswer },
      },
    },
    async (request, reply) => {
      const options = toOptions(request.body ?? {});
      return reply
        .code(202)
        .send(toImportAnswer(await requestCheck(ctx, request.scope, readId(request.params.id), options)));
    },
  );

  const works = [
    ['commit', 'Import the people of a checked file', requestCommit],
    ['undo', 'Take an import back, within 24 hours', requestUndo],
  ] as const;
  for (const [name, summary, work] of works) {
    http.post(
      `/v1/imports/:id/${name}`,
      {
        config: { permission: 'contacts.import' },
        schema: { summary, tags, params, response: { 202: schemas.ImportAnswer } },
      },
      async (request, reply) => {
        const { id } = request.params as { id: string };
        return reply.code(202).send(toImportAnswer(await work(ctx, request.scope, readId(id))));
      },
    );
  }
}

function rejectRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/imports/:id/rejects',
    {
      config: { permission: 'contacts.read' },
      schema: {
        summary: 'List the rows that became no people, in the order of the file',
        tags,
        params,
        querystring: schemas.RejectsQuery,
        response: { 200: pageOf(schemas.RejectAnswer) },
      },
    },
    async ({ params: { id }, query, scope }) => {
      const importId = readId(id);
      const limit = query.limit ?? 50;
      const after = readCursor(query.cursor);
      const page = {
        limit: limit + 1,
        afterLine: typeof after === 'number' ? after : 0,
        code: query.code ?? null,
      };
      const rows = await ctx.db.tx(scope.workspaceId, async (tx) => {
        await getImport(tx, importId);
        return listRejects(tx, importId, page);
      });
      return toPage(rows, limit, (row) => row.line, toRejectAnswer);
    },
  );

  http.get(
    '/v1/imports/:id/errors.csv',
    {
      config: { permission: 'contacts.read', needsFreshSignIn: true },
      schema: {
        summary: 'Download those rows as CSV, each with its reason',
        tags,
        params,
        produces: ['text/csv'],
      },
    },
    async (request, reply) => {
      const id = readId(request.params.id);
      const { fileName } = await ctx.db.tx(request.scope.workspaceId, (tx) => getImport(tx, id));
      const name = `errors-${fileName.replace(/\.[^.]*$/, '')}.csv`;
      return reply
        .type('text/csv; charset=utf-8')
        .header(
          'content-disposition',
          `attachment; filename="errors.csv"; filename*=UTF-8''${encodeURIComponent(name)}`,
        )
        .send(Readable.from(writeErrorsFile(ctx, request.scope, id)));
    },
  );
}

function readId(text: string): string {
  const id = readUuidId('imp', text);
  if (!id) throw new NotFound('import.not_found', 'There is no import of this id in this workspace.');
  return id;
}
