import swagger from '@fastify/swagger';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, type RawReplyDefaultExpression, type RawRequestDefaultExpression, type RawServerDefault } from 'fastify';
import { NotFound } from '../errors.ts';
import type { Log } from '../log.ts';
import { problemHandler } from './problem-json.ts';

/** The instance that route files receive: Fastify whose schemas are TypeBox types. */
export type Http = FastifyInstance<
  RawServerDefault, RawRequestDefaultExpression<RawServerDefault>, RawReplyDefaultExpression<RawServerDefault>, FastifyBaseLogger, TypeBoxTypeProvider
>;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the caller must be allowed to do; 'public' where nobody need be known. A route without one does not start. */
    permission?: string;
    /** Routes whose caller proves itself in the body or by a signature keep out of the API description. */
    isHidden?: boolean;
  }
}

export type HttpOptions = {
  log: Log;
  version: string;
  /** Finds out who calls and refuses with Unauthenticated or Forbidden. Called for every route but 'public' ones. */
  authorize(request: FastifyRequest, permission: string): Promise<void>;
};

const bodyLimitBytes = 1_048_576;

/** Opens the door and hangs the rules on it: a declared permission everywhere, problem+json, strict headers. */
export async function openHttp(options: HttpOptions): Promise<Http> {
  const http: Http = Fastify({
    logger: false,
    bodyLimit: bodyLimitBytes,
    requestIdHeader: 'x-request-id',
    genReqId: () => `req_${crypto.randomUUID().replaceAll('-', '')}`,
    ajv: { customOptions: { removeAdditional: false, coerceTypes: 'array', allErrors: true } },
  }).withTypeProvider<TypeBoxTypeProvider>();

  http.addHook('onRoute', (route) => {
    if (!route.config?.permission) throw new Error(`The route ${String(route.method)} ${route.url} declares no permission.`);
  });
  http.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'x-request-id': request.id,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    });
    const permission = request.routeOptions.config.permission;
    if (permission && permission !== 'public') await options.authorize(request, permission);
  });
  http.setErrorHandler(problemHandler(options.log));
  http.setNotFoundHandler(() => {
    throw new NotFound('route.not_found', 'There is nothing at this address.');
  });
  await http.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Tidings API', version: options.version }, servers: [{ url: '/' }] },
    refResolver: { buildLocalReference: (json, _base, _fragment, index) => String(json['$id'] ?? `def-${index}`) },
    transform: ({ schema, url, route }) => ({ schema: { ...schema, hide: route.config?.isHidden ?? false }, url }),
  });
  return http;
}
