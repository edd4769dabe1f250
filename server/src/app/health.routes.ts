import { Type } from 'typebox';
import type { Check } from '../accounts/index.ts';
import { describeApi } from '../platform/http/openapi.ts';
import type { Http } from '../platform/http/server.ts';

export type HealthOptions = {
  readonly version: string;
  /** The checks without which nothing works; the others report and do not gate. */
  readonly runVitalChecks: () => Promise<readonly Check[]>;
  /** True while nothing leaves until a person has decided. Such an installation is well and answers. */
  readonly isHeld: () => Promise<boolean>;
  /** True from the moment at which the process was told to end. */
  readonly isDraining: () => boolean;
};

const hidden = { config: { permission: 'public', isHidden: true } };

/** For supervisors and balancers. Names and states only: whoever may ask this is anybody. */
export function healthRoutes(http: Http, options: HealthOptions): void {
  const { version } = options;
  http.get('/healthz', hidden, async () => ({ status: 'ok', version }));
  http.get('/version', hidden, async () => ({ version }));
  http.get('/readyz', hidden, async (_request, reply) => {
    const checks = await options.runVitalChecks();
    const isWell = checks.every((check) => check.status !== 'failed');
    const isDraining = options.isDraining();
    reply.code(isWell && !isDraining ? 200 : 503);
    return {
      status: isDraining ? 'draining' : isWell ? 'ready' : 'not_ready',
      is_held: isWell ? await options.isHeld() : null,
      checks: checks.map(({ name, status }) => ({ name, status })),
    };
  });
}

export function descriptionRoute(http: Http): void {
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
