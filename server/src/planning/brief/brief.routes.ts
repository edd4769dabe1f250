import { type Static, Type } from 'typebox';
import { CampaignParams, getCampaign, readCampaignId } from '../../campaigns/index.ts';
import type { Context } from '../../platform/context.ts';
import { NotFound } from '../../platform/errors.ts';
import { nullable } from '../../platform/http/nullable.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId } from '../../platform/ids.ts';
import { findBrief } from './brief.queries.ts';
import { type KeptBrief, measures } from './brief.ts';
import { setBrief } from './save-brief.ts';

const text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
const fields = {
  objective: Type.String({ minLength: 1, maxLength: 500, description: 'What it is to bring about.' }),
  measure: Type.Enum([...measures], { description: 'By what it is judged afterwards.' }),
  target: nullable(
    Type.Number({ minimum: 0, maximum: 1e12, description: 'How much of the measure would be a success.' }),
  ),
  owner: nullable({ ...text(200), description: 'Who answers for it.' }),
  budget: nullable(
    Type.String({
      pattern: '^\\d{1,12}(\\.\\d{1,4})?$',
      description: 'What it may cost, in the currency of the workspace, such as 250.00.',
    }),
  ),
  notes: nullable(text(4_000)),
};
const BriefBody = Type.Object(
  {
    objective: fields.objective,
    measure: fields.measure,
    target: Type.Optional(fields.target),
    owner: Type.Optional(fields.owner),
    budget: Type.Optional(fields.budget),
    notes: Type.Optional(fields.notes),
  },
  { additionalProperties: false },
);
export const BriefAnswer = Type.Object(
  {
    object: Type.Literal('campaign_brief'),
    campaign_id: Type.String(),
    ...fields,
    set_by: Type.String(),
    set_at: Type.String({ format: 'date-time' }),
  },
  { title: 'CampaignBrief' },
);

export function briefRoutes(http: Http, ctx: Context): void {
  const url = '/v1/campaigns/:id/brief';
  const shape = { tags: ['campaigns'], params: CampaignParams, response: { 200: BriefAnswer } };

  http.put(
    url,
    {
      config: { permission: 'campaigns.write' },
      schema: {
        summary: 'Say what a campaign is for, by what it is judged, who answers for it',
        ...shape,
        body: BriefBody,
      },
    },
    async ({ scope, params, body }) => {
      const id = readCampaignId(params.id);
      const { target = null, owner = null, budget = null, notes = null } = body;
      return toBrief(id, await setBrief(ctx, scope, id, { ...body, target, owner, budget, notes }));
    },
  );

  http.get(
    url,
    {
      config: { permission: 'campaigns.read' },
      schema: { summary: 'Read what a campaign is for', ...shape },
    },
    async ({ scope, params }) => {
      const id = readCampaignId(params.id);
      const brief = await ctx.db.tx(scope.workspaceId, async (tx) => {
        await getCampaign(tx, id);
        return findBrief(tx, id);
      });
      if (!brief) throw new NotFound('brief.not_found', 'Nobody has said yet what this campaign is for.');
      return toBrief(id, brief);
    },
  );
}

export const toBrief = (id: string, { setBy, setAt, ...brief }: KeptBrief): Static<typeof BriefAnswer> => ({
  object: 'campaign_brief',
  campaign_id: publicId('cmp', id),
  ...brief,
  set_by: setBy,
  set_at: setAt.toISOString(),
});
