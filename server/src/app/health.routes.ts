import { Type } from 'typebox';
import type { Check } from '../accounts/index.ts';
import { describeApi } from '../platform/http/openapi.ts';
import type { Http } from '../platform/http/server.ts';

export type HealthOptions = {
  readonly version: string;
  /** The checks without which nothing works; the others report and do not gate. */
  readonly runVitalChecks: () => Promise<readonly Check[]>;
};

export function healthRoutes(http: Http, options: HealthOptions): void {
  const hidden = { config: { permission: 'public', isHidden: true } };

  http.get('/healthz', hidden, async () => ({ status: 'ok', version: options.version }));

  // Names and states only: whoever may ask this is anybody.
  http.get('/readyz', hidden, async (_request, reply) => {
    const checks = await options.runVitalChecks();
    const isReady = checks.every((check) => check.status !== 'failed');
    reply.code(isReady ? 200 : 503);
    return {
      status: isReady ? 'ready' : 'not_ready',
      // Ready all the same: while held it must be there to take opt-outs and receipts.
      is_on_hold: checks.some(({ name, status }) => name === 'hold' && status === 'warning'),
      checks: checks.map(({ name, status }) => ({ name, status })),
    };
  });

  let description: object | null = null;
  http.get(
    '/v1/openapi.json',
    {
      config: { permission: 'public' },
      schema: {
        summary: 'This description, as OpenAPI 3.1',
        tags: ['meta'],
        response: { 200: Type.Record(Type.String(), Type.Any()) },
      },
    },
    async () => {
      description ??= describeApi(http);
      return description as Record<string, unknown>;
    },
  );
}
