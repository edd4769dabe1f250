import { createHash, timingSafeEqual } from 'node:crypto';
import { Unauthenticated } from '../platform/errors.ts';
import type { Http } from '../platform/http/server.ts';
import { metricsContentType } from '../platform/metrics/print-metrics.ts';

export type MetricsPage = { print(): Promise<string> };
export type GuardedMetrics = { readonly page: MetricsPage; readonly token: string };

/**
 * The figures of this process, for Prometheus. They tell how much a business sends, so that they are never open on an address
 * that people use: there the page exists only with a token.
 */
export function metricsRoute(http: Http, page: MetricsPage, token: string | null): void {
  http.get('/metrics', { config: { permission: 'public', isHidden: true } }, async (request, reply) => {
    if (token !== null && !isSame(request.headers.authorization ?? '', `Bearer ${token}`)) {
      throw new Unauthenticated(
        'metrics.token_wrong',
        'Send the value of TIDINGS_METRICS_TOKEN, as authorization: Bearer <token>.',
      );
    }
    return reply.type(metricsContentType).send(await page.print());
  });
}

const print = (text: string) => createHash('sha256').update(text).digest();
const isSame = (given: string, wanted: string) => timingSafeEqual(print(given), print(wanted));
