import { openHttp } from '../platform/http/server.ts';
import type { Log } from '../platform/log.ts';
import { type HealthOptions, healthRoutes } from './health.routes.ts';
import { listen } from './listen.ts';
import { type MetricsPage, metricsRoute } from './metrics.routes.ts';

export type OperatorPort = { readonly url: string; close(): Promise<void> };

export type OperatorPortOptions = HealthOptions & {
  readonly host: string;
  readonly port: number;
  readonly token: string | null;
  readonly page: MetricsPage;
  readonly log: Log;
};

/** Health and figures on a port of their own, which every process has: a worker answers nowhere else. */
export async function openOperatorPort(options: OperatorPortOptions): Promise<OperatorPort> {
  const { host, port, log, version } = options;
  const http = await openHttp({
    log,
    version,
    isPermission: () => false,
    // Everything here is public to whoever reaches the port; the metrics ask for their token themselves.
    authorize: async () => {},
  });
  healthRoutes(http, options);
  metricsRoute(http, options.page, options.token);
  const url = await listen(http, {
    host,
    port,
    portSetting: 'TIDINGS_METRICS_PORT',
    hostSetting: 'TIDINGS_METRICS_HOST',
  });
  return { url, close: () => http.close() };
}
