import { recordAudit, type Scope } from '../accounts/index.ts';
import { getGatewayRow, saveDrain } from '../gateways/index.ts';
import type { Context } from '../platform/context.ts';
import { publicId } from '../platform/ids.ts';
import { announce } from '../platform/jobs/index.ts';
import { countOnTheWay, type OnTheWay } from './drain.queries.ts';

export type Drain = OnTheWay & { readonly since: Date | null };

/**
 * Lets nothing more leave by an account, or ends that. What is queued takes the next route, or waits where there is none; what a
 * worker has in hand leaves within ten seconds; what is on its way is waited for.
 */
export async function setDrain(
  ctx: Pick<Context, 'db'>,
  scope: Scope,
  gatewayId: string,
  isDrained: boolean,
): Promise<Drain> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const { drainedSince: before } = await getGatewayRow(tx, gatewayId);
    if ((before !== null) !== isDrained) {
      await saveDrain(tx, gatewayId, isDrained);
      const act = isDrained ? 'gateway.drain_begun' : 'gateway.drain_ended';
      await recordAudit(tx, scope, {
        ...{ act, object: publicId('gtw', gatewayId) },
        ...{ before: { draining: before !== null }, after: { draining: isDrained } },
      });
      await announce(tx, scope.workspaceId, 'routes.changed', {});
    }
    const { drainedSince: since } = await getGatewayRow(tx, gatewayId);
    return { since, ...(await countOnTheWay(tx, gatewayId)) };
  });
}

export async function findDrain(
  ctx: Pick<Context, 'db'>,
  workspaceId: string,
  gatewayId: string,
): Promise<Drain> {
  return ctx.db.tx(workspaceId, async (tx) => {
    const { drainedSince: since } = await getGatewayRow(tx, gatewayId);
    return { since, ...(await countOnTheWay(tx, gatewayId)) };
  });
}
