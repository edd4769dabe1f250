import { type Static, Type } from 'typebox';
import { CampaignParams, getCampaign, readCampaignId } from '../../campaigns/index.ts';
import type { Context } from '../../platform/context.ts';
import { NotFound } from '../../platform/errors.ts';
import { nullable } from '../../platform/http/nullable.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId } from '../../platform/ids.ts';
import { findGuard } from './guard.queries.ts';
import { type Bounds, type Guard, nothingYet, usualBounds } from './guard.ts';
import { setGuard } from './set-guard.ts';

const percent = (usual: number | null, description: string) =>
  nullable(
    Type.Number({
      ...{ minimum: 0, maximum: 100 },
      description: `${description}; ${usual} unless told. Null for not looking at it.`,
    }),
  );
const shares = {
  failed_percent: percent(usualBounds.failedPercent, 'Of texts with a known end, those that did not arrive'),
  opt_out_percent: percent(usualBounds.optOutPercent, 'Of texts that a carrier took'),
  complaint_percent: percent(
    usualBounds.complaintPercent,
    'Replies of anger, of a lawyer, or of an opt-out that was not obeyed',
  ),
  unknown_percent: percent(usualBounds.unknownPercent, 'Texts of which nobody knows whether they left'),
};
const bounds = {
  ...shares,
  most_spent: nullable(
    Type.String({
      pattern: '^\\d{1,12}(\\.\\d{1,6})?$',
      description:
        'Money that its texts may take, in the currency of the workspace, such as 25.00; not looked at unless told. No text leaves that would pass it. Caps hold besides. The parts of an experiment share that of the campaign that leads it.',
    }),
  ),
};
/** At which figures a campaign pauses whose guard says nothing else. */
export const UsualGuard = Type.Object(shares, { title: 'UsualGuard' });
const GuardBody = Type.Partial(Type.Object(bounds), { additionalProperties: false });
const Count = Type.Integer({ minimum: 0 });
export const GuardAnswer = Type.Object(
  {
    object: Type.Literal('campaign_guard'),
    campaign_id: Type.String(),
    ...bounds,
    state: Type.Enum(['watching', 'tripped', 'over']),
    sentence: nullable(Type.String({ description: 'Why it has paused.' })),
    tried: Count,
    settled: Count,
    failed: Count,
    taken: Count,
    opt_outs: Count,
    complaints: Count,
    unknown: Count,
    spent: Type.String({ description: 'In the currency of the workspace; 0.00 where no prices are set.' }),
    looked_at: nullable(Type.String({ format: 'date-time' })),
  },
  { title: 'CampaignGuard' },
);

export function guardRoutes(http: Http, ctx: Context): void {
  const url = '/v1/campaigns/:id/guard';
  const shape = { tags: ['campaigns'], params: CampaignParams, response: { 200: GuardAnswer } };
  http.put(
    url,
    {
      config: { permission: 'campaigns.launch' },
      schema: {
        summary: 'Have a campaign pause by itself when its figures are surely worse than this',
        description:
          'Looked at every minute, by the texts that there are: few of them have to be much worse. Somebody resumes it.',
        ...shape,
        body: GuardBody,
      },
    },
    async ({ scope, params, body }) => {
      const or = (given: number | null | undefined, usual: number | null) =>
        given === undefined ? usual : given;
      const made = await setGuard(ctx, scope, readCampaignId(params.id), {
        failedPercent: or(body.failed_percent, usualBounds.failedPercent),
        optOutPercent: or(body.opt_out_percent, usualBounds.optOutPercent),
        complaintPercent: or(body.complaint_percent, usualBounds.complaintPercent),
        unknownPercent: or(body.unknown_percent, usualBounds.unknownPercent),
        mostSpent: body.most_spent ?? null,
      });
      return toGuard(made);
    },
  );
  http.get(
    url,
    {
      config: { permission: 'campaigns.read' },
      schema: { summary: 'See at which figures a campaign pauses by itself, and whether it has', ...shape },
    },
    async ({ scope, params }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => {
        const id = readCampaignId(params.id);
        await getCampaign(tx, id);
        const guard = await findGuard(tx, id);
        if (!guard)
          throw new NotFound('guard.not_found', 'This campaign has no guard. Give it one with PUT.');
        return toGuard(guard);
      }),
  );
}

export function toGuard({
  campaignId,
  bounds: of,
  state,
  sentence,
  counts,
  lookedAt,
}: Guard): Static<typeof GuardAnswer> {
  const { optOuts, spent = '0.00', heldForMoney: _, ...others } = counts ?? nothingYet;
  return {
    object: 'campaign_guard',
    campaign_id: publicId('cmp', campaignId),
    ...toShares(of),
    most_spent: of.mostSpent ?? null,
    state,
    sentence,
    ...others,
    opt_outs: optOuts,
    spent,
    looked_at: lookedAt?.toISOString() ?? null,
  };
}

const toShares = (of: Bounds): Static<typeof UsualGuard> => ({
  failed_percent: of.failedPercent,
  opt_out_percent: of.optOutPercent,
  complaint_percent: of.complaintPercent,
  unknown_percent: of.unknownPercent,
});
export const usualGuard = toShares(usualBounds);
