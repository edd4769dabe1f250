import { Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import { Invalid, NotFound } from '../../platform/errors.ts';
import { readOneFile } from '../../platform/http/one-file.ts';
import { PageQuery, pageOf, readCursor, toPage } from '../../platform/http/pages.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import { endingOf } from '../../platform/media-type.ts';
import { findAddressOf } from '../../platform/pages/public-address.queries.ts';
import { findMms } from './load-mms.ts';
import { findContent, listNewestMedia, type MediaPlace } from './media.queries.ts';
import { MediaAnswer, toMedia, WholeMms } from './media.schemas.ts';
import { mmsPageKind } from './media-links.ts';
import { getMedia, removeMedia, saveMedia } from './save-media.ts';

const tags = ['media'];
const params = Type.Object({ id: Type.String({ maxLength: 60, description: 'mda_…' }) });

export function mediaLibraryRoutes(http: Http, ctx: Context): void {
  uploadRoute(http, ctx);
  readRoutes(http, ctx);
  http.delete(
    '/v1/media/:id',
    {
      config: { permission: 'templates.write' },
      schema: { summary: 'Delete media that nothing holds', tags, params, response: { 204: Type.Null() } },
    },
    async ({ params: { id }, scope }, reply) => {
      await removeMedia(ctx, scope, readMediaId(id));
      return reply.code(204).send(null);
    },
  );
}

const uploadLimitBytes = 10 << 20;
const formLimitBytes = 64 << 10; // What a form may be around its file.

// In a scope of its own, because here alone a body is a file and not something to be parsed.
function uploadRoute(http: Http, ctx: Context): void {
  http.register(async (scoped: Http) => {
    scoped.removeAllContentTypeParsers();
    scoped.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: uploadLimitBytes + formLimitBytes },
      (_request, body, done) => done(null, body),
    );
    scoped.post(
      '/v1/media',
      {
        config: { permission: 'templates.write' },
        bodyLimit: uploadLimitBytes + formLimitBytes,
        schema: {
          summary: 'Upload a picture, film, sound or card that goes along with texts',
          description:
            'The body is the file itself, or a form (multipart/form-data) with one file. Whatever its content type says, it is known by its own bytes. Pictures up to 10 MB, sounds and films 5 MB, cards 1 MB. Place, time and maker are taken out. The same file again answers 200 with what is there.',
          tags,
          consumes: ['application/octet-stream', 'multipart/form-data'],
          querystring: Type.Object({
            name: Type.Optional(
              Type.String({
                maxLength: 200,
                description:
                  'By which people find it again. A form may name it itself, by its file or a field `name`.',
              }),
            ),
          }),
          response: { 200: MediaAnswer, 201: MediaAnswer },
        },
      },
      async (request, reply) => {
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const file = readOneFile(request.headers['content-type'], body) ?? { name: null, content: body };
        const name = request.query.name ?? file.name;
        if (name === null)
          throw new Invalid('media.no_name', 'Say what it is called, such as ?name=loaf.jpg.');
        const { media, isNew } = await saveMedia(ctx, request.scope, { name, content: file.content });
        return reply.code(isNew ? 201 : 200).send(toMedia(media));
      },
    );
  });
}

function readRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/media',
    {
      config: { permission: 'templates.read' },
      schema: {
        summary: 'List media, newest first',
        tags,
        querystring: PageQuery,
        response: { 200: pageOf(MediaAnswer) },
      },
    },
    async ({ query, scope }) => {
      const limit = query.limit ?? 50;
      const after = readCursor(query.cursor) as MediaPlace | null;
      const rows = await ctx.db.tx(scope.workspaceId, (tx) =>
        listNewestMedia(tx, { after, limit: limit + 1 }),
      );
      return toPage(rows, limit, ({ place }) => place, toMedia);
    },
  );
  http.get(
    '/v1/media/:id',
    {
      config: { permission: 'templates.read' },
      schema: { summary: 'Look at one media', tags, params, response: { 200: MediaAnswer } },
    },
    async ({ params: { id }, scope }) =>
      toMedia(await ctx.db.tx(scope.workspaceId, (tx) => getMedia(tx, readMediaId(id)))),
  );
  http.get(
    '/v1/mms/:id',
    {
      config: { permission: 'templates.read' },
      schema: {
        summary: 'Look at what goes along with a text or a campaign, and at its page',
        tags,
        params: Type.Object({ id: Type.String({ maxLength: 60, description: 'mms_…' }) }),
        response: { 200: WholeMms },
      },
    },
    async ({ params: { id: text }, scope }) => {
      const id = readUuidId('mms', text);
      return ctx.db.tx(scope.workspaceId, async (tx) => {
        const mms = await findMms(tx, id);
        if (!mms || id === null)
          throw new NotFound('mms.not_found', `There is no MMS ${text.slice(0, 60)} in this workspace.`);
        const { subject, media } = mms;
        const address = await findAddressOf(tx, { kind: mmsPageKind, objectId: id });
        const pageUrl = address === null || ctx.origin === undefined ? null : `${ctx.origin}/m/${address}`;
        return {
          object: 'mms' as const,
          id: publicId('mms', id),
          subject,
          media: media.map(toMedia),
          page_url: pageUrl,
        };
      });
    },
  );
  http.get(
    '/v1/media/:id/content',
    {
      config: { permission: 'templates.read' },
      schema: { summary: 'Download one media, as it is kept', tags, params },
    },
    async ({ params: { id }, scope }, reply) => {
      const found = await ctx.db.tx(scope.workspaceId, (tx) => findContent(tx, readMediaId(id)));
      if (!found) throw notFound(id);
      return reply
        .headers({
          ...fixedHeaders,
          'cache-control': 'private, no-store',
          'content-disposition': `attachment; filename="${id}.${endingOf(found.contentType)}"`,
        })
        .type(found.contentType)
        .send(found.content);
    },
  );
}

/** A file is shown as what it is and as nothing else, and runs nothing. */
export const fixedHeaders = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
};

function readMediaId(text: string): string {
  const id = readUuidId('mda', text);
  if (id === null) throw notFound(text);
  return id;
}

const notFound = (shown: string) =>
  new NotFound('media.not_found', `There is no media ${shown.slice(0, 60)} in this workspace.`);
