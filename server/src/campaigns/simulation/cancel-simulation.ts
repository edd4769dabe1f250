import { recordAudit, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { Conflict } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { getSimulation, saveSimulationCancelled } from './simulation.queries.ts';
import type { Simulation } from './simulation.ts';

/** Whoever flies it finds out at the next chunk and takes its copy away. */
export async function cancelSimulation(
  ctx: Context,
  scope: Scope,
  id: string,
): Promise<Simulation & { report: object | null }> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const { status, campaignId } = await getSimulation(tx, id);
    if (await saveSimulationCancelled(tx, id, ctx.clock.now())) {
      await recordAudit(tx, scope, {
        act: 'simulation.cancelled',
        object: publicId('cmp', campaignId),
        before: { status },
        after: { simulation: publicId('sim', id), status: 'cancelled' },
      });
      return getSimulation(tx, id);
    }
    const ended = await getSimulation(tx, id);
    if (ended.status === 'cancelled') return ended;
    throw new Conflict(
      'simulation.has_ended',
      `This simulation has ${ended.status} already; there is nothing to cancel.`,
    );
  });
}
