import { Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId } from '../platform/ids.ts';
import { campaignHours } from './campaign-hours.ts';
import { CampaignId, readCampaignId } from './campaigns.schemas.ts';
import { HoursLineAnswer, toHoursLine } from './hours-line.schemas.ts';

const date = Type.String({ format: 'date-time' });
const HoursAnswer = Type.Object(
  {
    object: Type.Literal('campaign_hours'),
    campaign_id: Type.String(),
    at: date,
    now: Type.Integer({ description: 'People whose hour it is.' }),
    later: Type.Integer({ description: 'People who would be held.' }),
    lines: Type.Array(HoursLineAnswer),
  },
  { title: 'CampaignHours' },
);

export function campaignHoursRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/campaigns/:id/hours',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'See who would get a campaign at an hour, and who would be held until when',
        tags: ['campaigns'],
        params: CampaignId,
        querystring: Type.Object(
          {
            at: Type.Optional({ ...date, description: 'The hour of the launch; now where it is left out.' }),
          },
          { additionalProperties: false },
        ),
        response: { 200: HoursAnswer },
      },
    },
    async ({ params, query, scope }) => {
      const id = readCampaignId(params.id);
      const at = query.at === undefined ? ctx.clock.now() : new Date(query.at);
      const lines = await ctx.db.tx(scope.workspaceId, (tx) => campaignHours(ctx, tx, id, at));
      const count = (decision: string) =>
        lines.reduce((sum, line) => sum + (line.decision === decision ? line.people : 0), 0);
      return {
        object: 'campaign_hours' as const,
        campaign_id: publicId('cmp', id),
        at: at.toISOString(),
        now: count('allow'),
        later: count('hold'),
        lines: lines.map(toHoursLine),
      };
    },
  );
}
