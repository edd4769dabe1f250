import type { FastifyRequest } from 'fastify';
import type { Meter } from '../metrics/meter.ts';
import type { Span, Tracer } from '../tracing/tracer.ts';
import { isEventStream } from './event-stream.ts';
import type { Http } from './instance.ts';

const ofRequest = Symbol('span');
type Followed = FastifyRequest & { [ofRequest]?: Span };

/**
 * Makes each request the current stretch of work, so that every line logged for it carries its id and its trace. The trace is
 * the caller's where he brings one (`traceparent`), else it is named after the request.
 */
export function followRequests(http: Http, tracer: Tracer): void {
  http.addHook('onRequest', (request: Followed, _reply, done) => {
    const { method, id: requestId, routeOptions, headers } = request;
    const span = tracer.begin(`${method} ${routeOf(routeOptions.url)}`, {
      ids: { requestId, traceId: traceOf(requestId) },
      parent: [headers.traceparent].flat()[0],
      attributes: { 'http.request.method': method, 'http.route': routeOf(routeOptions.url) },
    });
    request[ofRequest] = span;
    tracer.within(span, done);
  });
  // Reading a body ends in the hands of the connection, which belongs to nobody's request.
  http.addHook('preValidation', (request: Followed, _reply, done) => {
    const span = request[ofRequest];
    if (span) tracer.within(span, done);
    else done();
  });
  http.addHook('onError', async (request: Followed, _reply, error) => {
    if ((error.statusCode ?? 500) >= 500) request[ofRequest]?.set({ 'error.type': error.constructor.name });
  });
  http.addHook('onResponse', (request: Followed, reply, done) => {
    const span = request[ofRequest];
    span?.set({ 'http.response.status_code': reply.statusCode });
    span?.end(reply.statusCode >= 500 ? new Error(String(reply.statusCode)) : undefined);
    done();
  });
}

const nowhere = 'none';
/** As it was declared: what stands in an address (ids, numbers) belongs in no trace and in no label. */
const routeOf = (url: string | undefined) => url ?? nowhere;

/** A request that we named ourselves has an id that is a trace's as well; another's trace begins anew. */
function traceOf(requestId: string): string {
  const [, own] = /^req_([0-9a-f]{32})$/.exec(requestId) ?? [];
  return own ?? crypto.randomUUID().replaceAll('-', '');
}

const durationBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** How long answers take, by route and by the class of their status. Streams, which end when a page is closed, are left out. */
export function measureRequests(http: Http, meter: Meter): void {
  const durations = meter.distribution(
    {
      name: 'tidings_http_request_seconds',
      help: 'Time from a request to the end of its answer.',
      labels: ['method', 'route', 'status'],
    },
    durationBuckets,
  );
  http.addHook('onResponse', (request, reply, done) => {
    if (!isEventStream(reply)) {
      const status = `${Math.floor(reply.statusCode / 100)}xx`;
      durations
        .of(methodOf(request.method), routeOf(request.routeOptions.url), status)
        .observe(reply.elapsedTime / 1_000);
    }
    done();
  });
}

// Anybody may make up a method.
const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const methodOf = (method: string) => (methods.has(method) ? method : 'other');
