import type { Context } from '../../platform/context.ts';
import type { Http } from '../../platform/http/server.ts';
import { getCampaign } from '../campaign.queries.ts';
import { CampaignId, readCampaignId } from '../campaigns.schemas.ts';
import type { PlanOf } from '../hours/armed-plan.ts';
import { cancelSimulation } from './cancel-simulation.ts';
import { getSimulation, listSimulations } from './simulation.queries.ts';
import {
  readSimulationId,
  SimulationAnswer,
  SimulationBody,
  SimulationList,
  SimulationParams,
  toSimulation,
  toSummary,
} from './simulation.schemas.ts';
import { startSimulation } from './start-simulation.ts';

const mostListed = 50;

export function simulationRoutes(http: Http, ctx: Context, planOf: PlanOf): void {
  const tags = ['campaigns'];
  const [read, write] = [{ permission: 'campaigns.read' }, { permission: 'campaigns.write' }];

  http.post(
    '/v1/campaigns/:id/simulations',
    {
      config: write,
      schema: {
        summary: 'Fly the whole campaign through the rehearsal carrier, texting nobody',
        description:
          'Answered at once; the report is there when its status is finished. The audience is copied as it stands, each text is judged, paced and handed to a pretend carrier at its own hour of a clock that runs as fast as it can. Nothing that is real is changed by it.',
        tags,
        params: CampaignId,
        body: SimulationBody,
        response: { 202: SimulationAnswer },
      },
    },
    async ({ scope, params, body }, reply) => {
      const wish = {
        launchAt: body.at === undefined ? undefined : new Date(body.at),
        seed: body.seed,
        profile: body.profile,
        carrierPartsPerSecond: body.carrier_parts_per_second,
      };
      const made = await startSimulation(ctx, scope, readCampaignId(params.id), wish, planOf);
      return reply.code(202).send(toSimulation(made));
    },
  );

  http.get(
    '/v1/campaigns/:id/simulations',
    {
      config: read,
      schema: {
        summary: 'List the simulations of a campaign, newest first, without their reports',
        tags,
        params: CampaignId,
        response: { 200: SimulationList },
      },
    },
    async ({ scope, params }) => {
      const id = readCampaignId(params.id);
      const rows = await ctx.db.tx(scope.workspaceId, async (tx) => {
        await getCampaign(tx, id);
        return listSimulations(tx, id, mostListed);
      });
      return { data: rows.map(toSummary) };
    },
  );

  http.get(
    '/v1/simulations/:id',
    {
      config: read,
      schema: {
        summary: 'Read how far a simulation has come, and its report',
        tags,
        params: SimulationParams,
        response: { 200: SimulationAnswer },
      },
    },
    async ({ scope, params }) => {
      const id = readSimulationId(params.id);
      return toSimulation(await ctx.db.tx(scope.workspaceId, (tx) => getSimulation(tx, id)));
    },
  );

  http.post(
    '/v1/simulations/:id/cancel',
    {
      config: write,
      schema: {
        summary: 'End a simulation before it has finished; asked twice, it does it once',
        tags,
        params: SimulationParams,
        response: { 200: SimulationAnswer },
      },
    },
    async ({ scope, params }) =>
      toSimulation(await cancelSimulation(ctx, scope, readSimulationId(params.id))),
  );
}
