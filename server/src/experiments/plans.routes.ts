import { Type } from 'typebox';
import { CampaignParams, getCampaign, readCampaignId } from '../campaigns/index.ts';
import { PlansFields, readPlans } from '../planning/index.ts';
import type { Context } from '../platform/context.ts';
import { nullable } from '../platform/http/nullable.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId } from '../platform/ids.ts';
import { findExperiment } from './experiment.queries.ts';
import { readExperiment } from './experiments.routes.ts';
import { ExperimentAnswer } from './experiments.schemas.ts';
import { findGuard } from './guard/guard.queries.ts';
import { GuardAnswer, toGuard, UsualGuard, usualGuard } from './guard/guard.routes.ts';

const PlansAnswer = Type.Object(
  {
    object: Type.Literal('campaign_plans'),
    campaign_id: Type.String(),
    ...PlansFields,
    guard: nullable(GuardAnswer),
    usual_guard: UsualGuard,
    experiment: nullable(ExperimentAnswer),
  },
  { title: 'CampaignPlans' },
);

export function plansRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/campaigns/:id/plans',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary:
          'Read everything that is planned about a campaign: schedule, series, brief, guard, experiment',
        description: 'What nobody has said anything about is null; each has an address of its own.',
        tags: ['campaigns'],
        params: CampaignParams,
        response: { 200: PlansAnswer },
      },
    },
    async ({ scope, params }) => {
      const id = readCampaignId(params.id);
      return ctx.db.tx(scope.workspaceId, async (tx) => {
        const campaign = await getCampaign(tx, id);
        const guard = await findGuard(tx, id);
        return {
          object: 'campaign_plans' as const,
          campaign_id: publicId('cmp', id),
          ...(await readPlans(tx, campaign, ctx.clock.now())),
          guard: guard && toGuard(guard),
          usual_guard: usualGuard,
          experiment: (await findExperiment(tx, id)) ? await readExperiment(tx, id) : null,
        };
      });
    },
  );
}
