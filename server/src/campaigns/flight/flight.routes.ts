import type { Context } from '../../platform/context.ts';
import type { Http } from '../../platform/http/server.ts';
import type { MediaOf } from '../campaign-mms.ts';
import { CampaignId, readCampaignId } from '../campaigns.schemas.ts';
import { checkCampaign } from '../check-campaign.ts';
import type { PlanOf } from '../hours/armed-plan.ts';
import { lookAtFlight } from './check-flight.ts';
import { FlightAnswer, FlightQuery, toFlight } from './flight.schemas.ts';

const asked = {
  tags: ['campaigns'],
  params: CampaignId,
  querystring: FlightQuery,
  response: { 200: FlightAnswer },
};

/** Two doors to one question with one answer: to look at it, and to keep it. */
export function flightRoutes(http: Http, ctx: Context, mediaOf: MediaOf, planOf: PlanOf): void {
  http.get(
    '/v1/campaigns/:id/check',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        ...asked,
        summary:
          'See everything that a launch would meet: who gets it when, what it costs, what stands against it',
        description:
          'Changes nothing and refuses nothing: what stands against a launch are its `reasons`. `POST` asks the same and keeps it.',
      },
    },
    async ({ scope, params, query }) =>
      toFlight(
        scope,
        await lookAtFlight(ctx, scope, readCampaignId(params.id), hourOf(query), mediaOf, planOf),
      ),
  );

  http.post(
    '/v1/campaigns/:id/check',
    {
      config: { permission: 'campaigns.write' },
      schema: {
        ...asked,
        summary: 'Check a campaign, so that it can be launched: the same answer, and it is kept',
        description:
          'Binds the check to the very content that was looked at; any edit makes it void. Refused with all problems at once where words, audience or sender must be mended. What only others can do (approve it, raise a budget) is no refusal: it is kept, and the verdict says `no_go`.',
      },
    },
    async ({ scope, params, query }) =>
      toFlight(
        scope,
        await checkCampaign(ctx, scope, readCampaignId(params.id), hourOf(query), mediaOf, planOf),
      ),
  );
}

const hourOf = ({ at }: { at?: string }): Date | undefined => (at === undefined ? undefined : new Date(at));
