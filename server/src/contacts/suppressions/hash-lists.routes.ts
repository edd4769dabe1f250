import { Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import { NotFound } from '../../platform/errors.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import { type HashList, listHashLists } from './hash-list.queries.ts';
import { liftHashList, suppressHashes } from './keep-hash-list.ts';
import { readBrandId } from './suppressions.routes.ts';
import * as schemas from './suppressions.schemas.ts';

const tags = ['suppressions'];

export function hashListRoutes(http: Http, ctx: Context): void {
  http.post(
    '/v1/suppressions/hashes',
    {
      config: { permission: 'suppression.write' },
      schema: {
        summary: 'Suppress numbers of which only the SHA-256 is known, on a list with a name',
        tags,
        body: schemas.HashesBody,
        response: { 200: schemas.HashesAnswer },
      },
    },
    async ({ body, scope }) => {
      const { name, reason, hashes, brand_id } = body;
      const wish = { name, reason, hashes, brandId: readBrandId(brand_id) };
      const { list, added, known, unreadable } = await suppressHashes(ctx, scope, wish);
      return { ...toAnswer(list), added, known, unreadable: [...unreadable] };
    },
  );
  http.get(
    '/v1/suppression-lists',
    {
      config: { permission: 'contacts.read' },
      schema: { summary: 'List the lists of hashes', tags, response: { 200: schemas.HashListsAnswer } },
    },
    async ({ scope }) => ({
      data: (await ctx.db.tx(scope.workspaceId, listHashLists)).map(toAnswer),
    }),
  );
  http.post(
    '/v1/suppression-lists/:id/lift',
    {
      config: { permission: 'suppression.remove' },
      schema: {
        summary: 'Let a list of hashes count no more, with a reason',
        tags,
        params: Type.Object({ id: Type.String({ description: 'sup_…' }) }),
        body: schemas.RemovalBody,
        response: { 200: schemas.HashListAnswer },
      },
    },
    async ({ params: { id: text }, body, scope }) => {
      const id = readUuidId('sup', text);
      if (id === null)
        throw new NotFound(
          'suppression_list.not_found',
          `There is no list of hashes ${text} in this workspace.`,
        );
      return toAnswer(await liftHashList(ctx, scope, id, body.reason));
    },
  );
}

const toAnswer = (list: HashList) => ({
  object: 'suppression_list' as const,
  id: publicId('sup', list.id),
  name: list.name,
  reason: list.reason,
  brand_id: list.brandId === null ? null : publicId('brd', list.brandId),
  entries: list.entries,
  added_by: list.addedBy,
  added_at: list.addedAt.toISOString(),
});
