import { listWorkspaceIds } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { enqueue, type Tasks } from '../../platform/jobs/index.ts';
import type { MediaOf } from '../campaign-mms.ts';
import { noPlanKnown, type PlanOf } from '../hours/armed-plan.ts';
import { sweepSimulationChunks } from './chunk.queries.ts';
import { sweepSimulations } from './simulation.queries.ts';
import { workSimulationTask } from './start-simulation.ts';
import { workSimulation } from './work-simulation.ts';

type Payload = { readonly workspaceId: string; readonly simulationId: string };

export const simulationJobs = (mediaOf: MediaOf, planOf: PlanOf = noPlanKnown): Tasks => ({
  [workSimulationTask]: async (ctx, payload, signal) => {
    const { workspaceId, simulationId } = payload as Payload;
    if (await workSimulation(ctx, workspaceId, simulationId, signal, mediaOf, planOf)) return;
    await ctx.db.tx(workspaceId, (tx) => enqueue(tx, workSimulationTask, payload));
  },
  /** Ends simulations that nobody works at any more, forgets old reports, and takes away what they left behind. */
  'campaigns.sweep_simulations': async (ctx: Context): Promise<void> => {
    for (const workspaceId of await ctx.db.system(listWorkspaceIds))
      await ctx.db.tx(workspaceId, async (tx) => {
        await sweepSimulations(tx, ctx.clock.now());
        await sweepSimulationChunks(tx);
      });
  },
});
