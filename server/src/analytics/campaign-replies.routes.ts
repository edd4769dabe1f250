import { type Static, Type } from 'typebox';
import { CampaignParams, getCampaign, readCampaignId } from '../campaigns/index.ts';
import { nameOf } from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import { nullable } from '../platform/http/nullable.ts';
import { PageQuery, pageOf, readNumberCursor, toPage } from '../platform/http/pages.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId } from '../platform/ids.ts';
import { type CampaignReply, listCampaignReplies } from './campaign-replies.queries.ts';

const ReplyAnswer = Type.Object(
  {
    id: Type.String({ description: 'rpl_…' }),
    at: Type.String({ format: 'date-time' }),
    body: Type.String(),
    intent: Type.String({ description: 'stop, start, help, confirm, ask, hold, wrong_number or other.' }),
    is_opt_out: Type.Boolean(),
    contact: Type.Object({
      id: nullable(Type.String({ description: 'Null where the number is nobody’s contact any more.' })),
      name: nullable(Type.String()),
      number: Type.String(),
    }),
  },
  { title: 'CampaignReply' },
);

/** What comes back while a campaign is under way, and after. */
export function campaignRepliesRoute(http: Http, ctx: Context): void {
  http.get(
    '/v1/campaigns/:id/replies',
    {
      // What people wrote, with their names and numbers: nobody's who may look at campaigns alone.
      config: { permission: 'messages.read' },
      schema: {
        summary: 'List what people sent back to a campaign, newest first',
        params: CampaignParams,
        querystring: PageQuery,
        response: { 200: pageOf(ReplyAnswer) },
      },
    },
    async ({ params, query, scope }) => {
      const id = readCampaignId(params.id);
      const limit = query.limit ?? 50;
      const page = { before: readNumberCursor(query.cursor), limit: limit + 1 };
      const rows = await ctx.db.tx(scope.workspaceId, async (tx) => {
        await getCampaign(tx, id);
        return listCampaignReplies(tx, id, page);
      });
      return toPage(rows, limit, (row) => row.id, toReply);
    },
  );
}

const toReply = (reply: CampaignReply): Static<typeof ReplyAnswer> => ({
  id: publicId('rpl', reply.id),
  at: reply.at.toISOString(),
  body: reply.body,
  intent: reply.intent,
  is_opt_out: reply.intent === 'stop' || reply.intent === 'wrong_number',
  contact: {
    id: reply.contactId === null ? null : publicId('con', reply.contactId),
    name: nameOf(reply),
    number: reply.number,
  },
});
