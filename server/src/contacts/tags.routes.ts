import type { Context } from '../platform/context.ts';
import { PageQuery, pageOf, readCursor, toPage } from '../platform/http/pages.ts';
import type { Http } from '../platform/http/server.ts';
import { TagAnswer } from './lists.schemas.ts';
import { listTags } from './tag.queries.ts';

export function tagRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/tags',
    {
      config: { permission: 'contacts.read', isNarrowed: true },
      schema: {
        summary: 'List the tags in use, by name',
        tags: ['lists'],
        querystring: PageQuery,
        response: { 200: pageOf(TagAnswer) },
      },
    },
    async ({ query, scope }) => {
      const limit = query.limit ?? 50;
      const after = readCursor(query.cursor);
      const page = { limit: limit + 1, after: typeof after === 'string' ? after : null };
      const rows = await ctx.db.tx(scope.workspaceId, (tx) => listTags(tx, page));
      return toPage(
        rows,
        limit,
        (row) => row.tag,
        ({ tag, people }) => ({ name: tag, people }),
      );
    },
  );
}
