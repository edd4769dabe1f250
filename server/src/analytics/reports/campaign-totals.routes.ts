import { Type } from 'typebox';
import { readCampaignId } from '../../campaigns/index.ts';
import type { Context } from '../../platform/context.ts';
import { Invalid } from '../../platform/errors.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId } from '../../platform/ids.ts';
import { sumTextsOfCampaigns } from './report.queries.ts';
import { TotalsAnswer, toTotals } from './reports.schemas.ts';

// As many as a page of campaigns has.
const mostCampaigns = 100;

/** What a listing of campaigns says beside each, however long ago it was. */
export function campaignTotalsRoute(http: Http, ctx: Context): void {
  http.get(
    '/v1/reports/campaigns',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'Read what became of all texts of some campaigns, whenever they left',
        description: 'Those none of whose texts has been counted yet are left out.',
        tags: ['reports'],
        querystring: Type.Object({
          campaigns: Type.String({
            maxLength: 5_000,
            description: `cmp_…,cmp_…: up to ${mostCampaigns}, with commas between them.`,
          }),
        }),
        response: {
          200: Type.Object(
            {
              object: Type.Literal('report_campaigns'),
              data: Type.Array(Type.Object({ campaign_id: Type.String(), totals: TotalsAnswer })),
            },
            { title: 'ReportCampaigns' },
          ),
        },
      },
    },
    async ({ query, scope }) => {
      const ids = [...new Set(query.campaigns.split(',').map((one) => readCampaignId(one.trim())))];
      if (ids.length > mostCampaigns)
        throw new Invalid('report.too_many', `Name at most ${mostCampaigns} campaigns at a time.`);
      const found = await ctx.db.tx(scope.workspaceId, (tx) => sumTextsOfCampaigns(tx, ids));
      return {
        object: 'report_campaigns' as const,
        data: found.map(({ campaignId, ...totals }) => ({
          campaign_id: publicId('cmp', campaignId),
          totals: toTotals(totals),
        })),
      };
    },
  );
}
