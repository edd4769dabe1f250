import { Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import { NotFound, NotNow } from '../../platform/errors.ts';
import type { Http } from '../../platform/http/server.ts';
import { readUuidId } from '../../platform/ids.ts';
import { endingOf } from '../../platform/media-type.ts';
import { findMedia } from './inbound-media.queries.ts';

/** What strangers have sent is handed out as a file: shown by nothing, run by nothing, kept by no cache. */
const safely = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'private, no-store',
};

export function mediaRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/inbound-media/:id',
    {
      config: { permission: 'messages.read', isNarrowed: true },
      schema: {
        summary: 'Download a picture, film, sound or card that somebody sent',
        tags: ['conversations'],
        params: Type.Object({ id: Type.String({ maxLength: 60, description: 'med_…' }) }),
      },
    },
    async ({ params, scope }, reply) => {
      const id = readUuidId('med', params.id);
      const found = id === null ? null : await ctx.db.tx(scope.workspaceId, (tx) => findMedia(tx, id));
      if (!found) throw notFound(params.id);
      if (found.state === 'waiting')
        throw new NotNow(
          'media.not_fetched_yet',
          'The carrier has not handed this over yet. Ask again in a minute.',
        );
      if (!found.media)
        throw new NotFound(
          'media.refused',
          'This was not kept: it was no picture, film, sound or card, or too large.',
        );
      const { contentType, content } = found.media;
      return reply
        .headers({
          ...safely,
          'content-disposition': `attachment; filename="${params.id}.${endingOf(contentType)}"`,
        })
        .type(contentType)
        .send(content);
    },
  );
}

const notFound = (shown: string) =>
  new NotFound('media.not_found', `There is no attachment ${shown.slice(0, 60)} in this workspace.`);
