import type { ServerResponse } from 'node:http';
import SerializerSelector from '@fastify/fast-json-stringify-compiler';
import swagger from '@fastify/swagger';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyRequest, type RouteOptions } from 'fastify';
import { NotFound } from '../errors.ts';
import type { Log } from '../log.ts';
import { type Meter, silentMeter } from '../metrics/meter.ts';
import { openTracer, type Tracer } from '../tracing/tracer.ts';
import { callOn } from './call-on.ts';
import { compileAtUse } from './compile-at-use.ts';
import { isEventStream } from './event-stream.ts';
import { followRequests, measureRequests } from './follow-requests.ts';
import type { Http } from './instance.ts';
import { problemHandler } from './problem-json.ts';
import { nameByTitle } from './schema-titles.ts';
import { securityOf, securitySchemes } from './security.ts';
import { compileValidator } from './validator.ts';

export type { Http } from './instance.ts';

export type DeclaredRoute = { readonly method: string; readonly url: string; readonly permission: string };

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route with what it asks of its caller, in the order of registration. */
    readonly declaredRoutes: readonly DeclaredRoute[];
    /** Compiles every schema now rather than when its route is first asked; throws for one that cannot be. */
    compileSchemas(): void;
  }
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
  /** Names that routes may declare besides 'public'. A misspelt permission would be one that nobody has. */
  isPermission(name: string): boolean;
  /** Whether an API key can be given a permission; every one where this is left out. */
  isForKeys?(permission: string): boolean;
  /** Which proxies are believed about the caller's address; none unless told. */
  trustProxy?: boolean | string;
  /** Browsers are told to come by TLS only; true when people use an https address. */
  isHttpsOnly?: boolean;
  /** Leads one address to another before a route is looked for. */
  rewriteUrl?: (url: string, host: string) => string;
  meter?: Meter;
  tracer?: Tracer;
};

const bodyLimitBytes = 1_048_576;
const oneYearSeconds = 31_536_000;

/**
 * Opens the door and hangs the rules on it: a declared permission everywhere, problem+json, strict headers. Hooks that wait for nothing
 * call on (`done`): each that is a promise makes every request wait for a turn, and leaves more for the collector.
 */
export async function openHttp(options: HttpOptions): Promise<Http> {
  const atUse = compileAtUse();
  const http: Http = Fastify({
    logger: false,
    bodyLimit: bodyLimitBytes,
    trustProxy: options.trustProxy ?? false,
    requestIdHeader: false,
    rewriteUrl: ({ url = '/', headers }) => options.rewriteUrl?.(url, headers.host ?? '') ?? url,
    genReqId: ({ headers }) => readRequestId(headers['x-request-id']) ?? newRequestId(),
    schemaController: {
      compilersFactory: {
        buildSerializer: (...given) => {
          const compile = SerializerSelector()(...given);
          return (route) => atUse(() => compile(route));
        },
      },
    },
  }).withTypeProvider<TypeBoxTypeProvider>();
  const headers = standingHeaders(options.isHttpsOnly ?? false);

  http.setValidatorCompiler(compileValidator(atUse));
  http.decorate('compileSchemas', atUse.compileAll);
  const declared: DeclaredRoute[] = [];
  http.decorate('declaredRoutes', declared);
  http.addHook('onRoute', (route) => {
    const permission = requireDeclared(route, options);
    for (const method of [route.method].flat()) declared.push({ method, url: route.url, permission });
  });
  followRequests(http, options.tracer ?? openTracer());
  measureRequests(http, options.meter ?? silentMeter);
  // Before anything waits: a caller who has gone meanwhile would be seen going by nobody.
  letGoAtClose(http);
  http.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers).header('x-request-id', request.id);
    const permission = request.routeOptions.config.permission;
    if (!permission || permission === 'public') done();
    else callOn(options.authorize(request, permission), done);
  });
  http.setErrorHandler(problemHandler(options.log));
  http.setNotFoundHandler(() => {
    throw new NotFound('route.not_found', 'There is nothing at this address.');
  });
  await http.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Tidings API', version: options.version },
      components: { securitySchemes },
    },
    transform: ({ schema, url, route }) => ({
      schema: {
        ...nameByTitle(schema ?? {}),
        hide: route.config?.isHidden ?? false,
        security: securityOf(route.config?.permission ?? 'public', options.isForKeys),
      },
      url,
    }),
  });
  return http;
}

function requireDeclared(route: RouteOptions, options: HttpOptions): string {
  const name = `${String(route.method)} ${route.url}`;
  const permission = route.config?.permission;
  if (!permission) throw new Error(`The route ${name} declares no permission.`);
  if (permission === 'public' || options.isPermission(permission)) return permission;
  throw new Error(`The route ${name} declares the permission ${permission}, which does not exist.`);
}

/**
 * Closing waits for every connection. A stream to an open page has no end of its own, and browsers keep connections
 * open for the next question, or open some for a first. So streams are ended, answers in work come to their end, and
 * with the last of them every connection is let go.
 */
function letGoAtClose(http: Http): void {
  const streams = new Set<ServerResponse>();
  const open = new Set<ServerResponse>();
  let isClosing = false;
  const letGo = () => {
    if (isClosing && open.size === 0) setImmediate(() => http.server.closeAllConnections());
  };
  http.addHook('onRequest', (_request, { raw }, done) => {
    open.add(raw);
    raw.once('close', () => {
      open.delete(raw);
      streams.delete(raw);
      letGo();
    });
    done();
  });
  http.addHook('onSend', (_request, reply, payload, done) => {
    if (isEventStream(reply)) streams.add(reply.raw);
    done(null, payload);
  });
  http.addHook('preClose', async () => {
    isClosing = true;
    for (const stream of streams) stream.destroy();
    letGo();
  });
}

/** For everything that is not a page of ours; pages bring their own content policy. Answers hold people's data: no cache. */
function standingHeaders(isHttpsOnly: boolean): Record<string, string> {
  return {
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-store',
    ...(isHttpsOnly ? { 'strict-transport-security': `max-age=${oneYearSeconds}; includeSubDomains` } : {}),
  };
}

/**
 * A caller may bring an id of his own to find his request in our log; it must not be able to write lines into it, nor to
 * leave a phone number there, which no erasure would find. Nine digits or more, however they are parted, may be one; what
 * is written as a UUID or a trace is none. The answer says which id the request has.
 */
function readRequestId(header: string | string[] | undefined): string | null {
  if (typeof header !== 'string' || !/^[\w.:-]{1,64}$/.test(header)) return null;
  return !/(?:\d[_.:-]?){9}/.test(header) || isMachineId.test(header) ? header : null;
}

const isMachineId = /^(?:req_)?[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;

const newRequestId = () => `req_${crypto.randomUUID().replaceAll('-', '')}`;
