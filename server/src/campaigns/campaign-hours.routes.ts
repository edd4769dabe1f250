import { Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import { nullable } from '../platform/http/nullable.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId } from '../platform/ids.ts';
import { campaignHours } from './campaign-hours.ts';
import { CampaignId, readCampaignId } from './campaigns.schemas.ts';

const date = Type.String({ format: 'date-time' });
const HoursAnswer = Type.Object(
  {
    object: Type.Literal('campaign_hours'),
    campaign_id: Type.String(),
    at: date,
    now: Type.Integer({ description: 'People whose hour it is.' }),
    later: Type.Integer({ description: 'People who would be held.' }),
    lines: Type.Array(
      Type.Object({
        jurisdictions: Type.Array(Type.String(), {
          description:
            'Whose hours are kept: `US-FL`; `anywhere`, `unknown` or `placeless` where the number does not tell.',
        }),
        zones: Type.Array(Type.String()),
        decision: Type.Union([Type.Literal('allow'), Type.Literal('hold'), Type.Literal('drop')]),
        until: nullable(
          Type.String({ format: 'date-time', description: 'When the window closes, or opens again.' }),
        ),
        is_opening_unknown: Type.Boolean({
          description: 'True where the text is only looked at again then.',
        }),
        people: Type.Integer(),
      }),
    ),
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
      const lines = await ctx.db.tx(scope.workspaceId, (tx) => campaignHours(tx, id, at));
      const count = (decision: string) =>
        lines.reduce((sum, line) => sum + (line.decision === decision ? line.people : 0), 0);
      return {
        object: 'campaign_hours' as const,
        campaign_id: publicId('cmp', id),
        at: at.toISOString(),
        now: count('allow'),
        later: count('hold'),
        lines: lines.map(({ isOpeningUnknown, until, ...line }) => ({
          ...line,
          jurisdictions: [...line.jurisdictions],
          zones: [...line.zones],
          until: until?.toISOString() ?? null,
          is_opening_unknown: isOpeningUnknown,
        })),
      };
    },
  );
}
