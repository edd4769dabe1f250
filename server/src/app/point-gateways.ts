import { listWorkspaceIds } from '../accounts/index.ts';
import { changeGateway, listGatewayRows } from '../gateways/index.ts';
import type { Context } from '../platform/context.ts';
import { type CarrierSetting, gatewaySecret } from './carrier-setting.ts';

/**
 * Follows TIDINGS_CARRIER_URL: when it names a carrier that runs already, the rehearsal gateways are pointed there; when
 * it no longer does, they go back to a carrier that is started and kept.
 */
export async function pointGateways(ctx: Context, carrier: CarrierSetting): Promise<void> {
  const { url, isKept, secret } = carrier.forNewGateway();
  for (const workspaceId of await ctx.db.system(listWorkspaceIds)) {
    await ctx.db.tx(workspaceId, async (tx) => {
      const rows = (await listGatewayRows(tx)).filter((row) => row.kind === 'rehearsal');
      for (const row of rows) {
        if (isKept && row.settings.is_kept === true) continue;
        const access = isKept ? gatewaySecret(carrier.accessOf(row.id, true)) : secret;
        await changeGateway(ctx, tx, row, { ...row.settings, url, is_kept: isKept }, access);
      }
    });
  }
}
