import { Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import type { Http } from '../platform/http/server.ts';
import { PaceBody, setPace } from '../senders/index.ts';
import { getCampaign } from './campaign.queries.ts';
import { CampaignId, readCampaignId } from './campaigns.schemas.ts';

export function campaignPaceRoutes(http: Http, ctx: Context): void {
  http.put(
    '/v1/campaigns/:id/pace',
    {
      config: { permission: 'campaigns.launch' },
      schema: {
        summary: 'Change how fast a campaign may send; it holds within a second, also while it sends',
        params: CampaignId,
        body: PaceBody,
        response: { 204: Type.Null() },
      },
    },
    async ({ scope, params, body }, reply) => {
      const id = readCampaignId(params.id);
      await ctx.db.tx(scope.workspaceId, async (tx) => {
        await getCampaign(tx, id);
        await setPace(tx, scope, { level: 'campaign', subject: id }, body.parts_per_second);
      });
      return reply.code(204).send(null);
    },
  );
}
