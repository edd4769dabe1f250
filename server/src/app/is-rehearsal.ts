import { listWorkspaceIds } from '../accounts/index.ts';
import { listGatewayRows } from '../gateways/index.ts';
import type { Context } from '../platform/context.ts';
import { adapters } from './gateways.ts';

const rehearsing = new Set(adapters.filter((adapter) => adapter.isRehearsal).map((adapter) => adapter.kind));

/** True while no gateway of any workspace can reach a real phone. A kind that nobody knows may. */
export async function isRehearsal(ctx: Pick<Context, 'db'>): Promise<boolean> {
  for (const workspaceId of await ctx.db.system(listWorkspaceIds)) {
    const rows = await ctx.db.tx(workspaceId, listGatewayRows);
    if (rows.some((row) => !rehearsing.has(row.kind))) return false;
  }
  return true;
}
