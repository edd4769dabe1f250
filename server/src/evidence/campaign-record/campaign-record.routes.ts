import { Type } from 'typebox';
import { readCampaignId } from '../../campaigns/index.ts';
import type { Context } from '../../platform/context.ts';
import { documentTypes, FormatQuery, formatOf } from '../../platform/http/documents.ts';
import type { Http } from '../../platform/http/server.ts';
import { CampaignRecordAnswer } from './campaign-record.schemas.ts';
import { makeCampaignRecord } from './make-campaign-record.ts';
import { renderCampaignRecord } from './render-campaign-record.ts';

export function campaignRecordRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/campaigns/:id/record',
    {
      config: { permission: 'proofs.read' },
      schema: {
        summary:
          'Everything on record about one campaign, as evidence: JSON, or PDF by `Accept: application/pdf`',
        description:
          'Its words and their hash, who approved them, whom it was for, what was refused by which rule, which hours were asked, by what consent, and the audit. Asking is written into the audit.',
        tags: ['evidence'],
        params: Type.Object({ id: Type.String() }),
        querystring: FormatQuery,
        produces: documentTypes,
        response: { 200: CampaignRecordAnswer },
      },
    },
    async (request, reply) => {
      const { scope, params, query } = request;
      const format = formatOf(query, request.headers.accept);
      const record = await ctx.db.tx(scope.workspaceId, (tx) =>
        makeCampaignRecord(tx, ctx, scope, readCampaignId(params.id), format),
      );
      const json = JSON.stringify(record);
      if (format === 'json') return reply.type('application/json; charset=utf-8').send(json as never);
      const name = `${record.campaign.id}-record.pdf`;
      reply.header('content-disposition', `attachment; filename="${name}"`).type('application/pdf');
      return reply.send(renderCampaignRecord(record, json) as never);
    },
  );
}
