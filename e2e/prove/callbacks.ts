import { callbackRoutes } from '../../server/src/app/callbacks.routes.ts';
import { openGateways, rehearsal } from '../../server/src/gateways/index.ts';
import type { Context } from '../../server/src/platform/context.ts';
import { openHttp } from '../../server/src/platform/http/server.ts';
import { silentLog } from '../../server/src/platform/log.ts';
import { instanceId } from '../stage/stage.ts';

export type Callbacks = { readonly url: string; close(): Promise<void> };

/** Where the carrier of a proof reports: the service's own routes and nothing else. */
export async function openCallbacks(ctx: Context, port = 0): Promise<Callbacks> {
  const gateways = openGateways(ctx, [rehearsal]);
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
