import type { Span as OtelSpan } from '@opentelemetry/api';
import { Invalid } from '../errors.ts';
import type { Attributes, RecordedSpan, Recorder, Traceparent } from './tracer.ts';

export type ExportOptions = {
  /** Where a collector takes OTLP over HTTP, such as http://127.0.0.1:4318. */
  readonly endpoint: string;
  readonly version: string;
  /** Tells the processes of an installation apart: `serve`, `work`, `all`. */
  readonly processName: string;
  /** How many of a hundred requests, chunks and jobs are traced. A caller's own decision stands. */
  readonly percent: number;
  /** How long the end of the process may wait for a collector that is away. */
  readonly goodbyeMs?: number;
};

export type TraceExport = Recorder & { close(): Promise<void> };

const goodbyeMs = 3_000;

/**
 * Sends traces to a collector. The packages behind it are heavy (20 MB) and optional, so they are loaded here, when somebody
 * wants traces, and nowhere else. They read the usual settings themselves: OTEL_EXPORTER_OTLP_HEADERS, OTEL_SERVICE_NAME,
 * OTEL_RESOURCE_ATTRIBUTES, OTEL_EXPORTER_OTLP_TIMEOUT.
 */
export async function exportTraces(options: ExportOptions): Promise<TraceExport> {
  const { api, sdk, resources, otlp } = await loadPackages();
  const exporter = new otlp.OTLPTraceExporter({ url: `${options.endpoint.replace(/\/+$/, '')}/v1/traces` });
  const described = resources.resourceFromAttributes({
    'service.name': 'tidings',
    'service.version': options.version,
    'tidings.process': options.processName,
  });
  const fromEnvironment = resources.detectResources({ detectors: [resources.envDetector] });
  const provider = new sdk.TracerProvider({
    resource: resources.defaultResource().merge(described).merge(fromEnvironment),
    sampler: new sdk.ParentBasedSampler({ root: new sdk.TraceIdRatioBasedSampler(options.percent / 100) }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter })],
  });
  const tracer = provider.getTracer('tidings', options.version);
  const spans = new WeakMap<RecordedSpan, OtelSpan>();

  function contextOf(parent: RecordedSpan | Traceparent | null) {
    if (parent === null) return api.ROOT_CONTEXT;
    if ('parentId' in parent) {
      const { traceId, parentId: spanId, isSampled } = parent;
      const traceFlags = isSampled ? api.TraceFlags.SAMPLED : api.TraceFlags.NONE;
      return api.trace.setSpanContext(api.ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
    }
    const above = spans.get(parent);
    return above ? api.trace.setSpan(api.ROOT_CONTEXT, above) : api.ROOT_CONTEXT;
  }

  return {
    begin(name, parent, attributes) {
      const span = tracer.startSpan(name, { attributes: { ...attributes } }, contextOf(parent));
      const recorded: RecordedSpan = {
        traceId: span.spanContext().traceId,
        set: (more: Attributes) => void span.setAttributes({ ...more }),
        end(failure) {
          // Its message may quote people; what kind of error it was is told, and the log has the rest under this trace.
          if (failure !== undefined)
            span.setStatus({ code: api.SpanStatusCode.ERROR, message: kindOf(failure) });
          span.end();
        },
      };
      spans.set(recorded, span);
      return recorded;
    },
    async close() {
      const { promise, resolve } = Promise.withResolvers<void>();
      const impatience = setTimeout(resolve, options.goodbyeMs ?? goodbyeMs);
      await Promise.race([provider.shutdown().catch(() => {}), promise]);
      clearTimeout(impatience);
    },
  };
}

const kindOf = (failure: unknown) => (failure instanceof Error ? failure.constructor.name : typeof failure);

async function loadPackages() {
  try {
    const [api, sdk, resources, otlp] = await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/exporter-trace-otlp-http'),
    ]);
    return { api, sdk, resources, otlp };
  } catch (cause) {
    const problem = new Invalid(
      'tracing.packages_missing',
      'OTEL_EXPORTER_OTLP_ENDPOINT is set, but the optional packages that export traces are not installed. ' +
        'Run `npm ci` without --omit=optional, or unset it.',
    );
    problem.cause = cause;
    throw problem;
  }
}
