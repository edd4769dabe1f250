import { callbackRoutes } from '../../../server/src/app/callbacks.routes.ts';
import { type GatewayAdapter, openGateways } from '../../../server/src/gateways/index.ts';
import type { Context } from '../../../server/src/platform/context.ts';
import { openHttp } from '../../../server/src/platform/http/server.ts';
import { silentLog } from '../../../server/src/platform/log.ts';
import { instanceId } from '../../stage/stage.ts';

/** The service's own ear for what carriers report, in the process of the proof, which is never killed. */
export async function openCallbacks(ctx: Context, adapter: GatewayAdapter, port = 0) {
  const gateways = openGateways(ctx, [adapter]);
  const http = await openHttp({
    log: silentLog,
    version: '0',
    authorize: async () => {},
    isPermission: () => true,
  });
  callbackRoutes(http, ctx, gateways, instanceId);
  const url = await http.listen({ host: '127.0.0.1', port });
  return {
    url,
    close: async () => {
      await http.close();
      await gateways.close();
    },
  };
}
