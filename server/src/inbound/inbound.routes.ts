import { Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import { PageQuery, pageOf, toPage } from '../platform/http/pages.ts';
import type { Http } from '../platform/http/server.ts';
import { readUuidId } from '../platform/ids.ts';
import { InboundAnswer, toInbound } from './inbound.schemas.ts';
import { listInbound } from './inbound-list.queries.ts';
import { keywordNotFound } from './keywords/keyword.queries.ts';
import { readPlace } from './read-place.ts';

const tags = ['conversations'];
const reading = { permission: 'messages.read', isNarrowed: true };
const OneNumber = Type.Optional(
  Type.String({ maxLength: 40, description: 'Only of this number, as +12025550142.' }),
);

export function inboundRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/inbound-messages',
    {
      config: reading,
      schema: {
        summary: 'List what people have sent, newest first, strangers and texts to unknown numbers included',
        tags,
        querystring: Type.Object({
          ...PageQuery.properties,
          number: OneNumber,
          keyword_id: Type.Optional(Type.String({ description: 'Only what this keyword has taken, kwd_….' })),
        }),
        response: { 200: pageOf(InboundAnswer) },
      },
    },
    async ({ query, scope }) => {
      const limit = query.limit ?? 50;
      const before = readPlace(query.cursor);
      const keywordId = query.keyword_id === undefined ? null : readKeyword(query.keyword_id);
      const wanted = { number: query.number ?? null, keywordId, before, limit: limit + 1 };
      const rows = await ctx.db.tx(scope.workspaceId, (tx) => listInbound(tx, wanted));
      return toPage(rows, limit, (row) => row.id, toInbound);
    },
  );
}

function readKeyword(text: string): string {
  const id = readUuidId('kwd', text);
  if (id === null) throw keywordNotFound(text);
  return id;
}
