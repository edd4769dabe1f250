import type { Context } from '../../platform/context.ts';
import type { Http } from '../../platform/http/server.ts';
import { CampaignId, readCampaignId } from '../campaigns.schemas.ts';
import { checkFlight } from './check-flight.ts';
import { FlightAnswer, FlightQuery, toFlight } from './flight.schemas.ts';

export function flightRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/campaigns/:id/check',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary:
          'See everything that a launch would meet: who gets it when, what it costs, what stands against it',
        tags: ['campaigns'],
        params: CampaignId,
        querystring: FlightQuery,
        response: { 200: FlightAnswer },
      },
    },
    async ({ scope, params, query }) => {
      const at = query.at === undefined ? undefined : new Date(query.at);
      return toFlight(await checkFlight(ctx, scope, readCampaignId(params.id), at));
    },
  );
}
