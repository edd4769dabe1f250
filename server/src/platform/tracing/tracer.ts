import { AsyncLocalStorage } from 'node:async_hooks';

/** Names a stretch of work in each log line that is written during it: a request, a job, a trace. Never a person. */
export type TrailIds = {
  readonly requestId?: string;
  readonly traceId?: string;
  readonly job?: string;
  readonly chunk?: number;
};

/** What is told of a stretch of work to whoever follows traces: kinds and counts, never numbers or words of people. */
export type Attributes = Readonly<Record<string, string | number | boolean>>;

export type Span = {
  readonly ids: TrailIds;
  set(attributes: Attributes): void;
  /** With what went wrong, if something did. */
  end(failure?: unknown): void;
};

export type SpanAbout = {
  readonly ids?: TrailIds;
  readonly attributes?: Attributes;
  /** The W3C `traceparent` of a caller who traces too. */
  readonly parent?: string | undefined;
};

export type Tracer = {
  /** Begins a stretch of work under the current one. Whoever begins it ends it. */
  begin(name: string, about?: SpanAbout): Span;
  /** Makes the stretch the current one for all that `work` does and awaits. */
  within<T>(span: Span, work: () => T): T;
  /** All three: begins, works, ends; `work` may tell more about it on the way. */
  follow<T>(name: string, about: SpanAbout, work: (span: Span) => Promise<T>): Promise<T>;
  /** A stretch that only traces show. Where nobody records them it costs one call. */
  step<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T>;
  /** Whose work this moment belongs to; for the log. */
  current(): TrailIds;
};

/** Where spans go. `parent` is a span of this recorder, or a caller's trace. */
export type Recorder = {
  begin(name: string, parent: RecordedSpan | Traceparent | null, attributes: Attributes): RecordedSpan;
};
export type RecordedSpan = {
  readonly traceId: string;
  set(attributes: Attributes): void;
  end(failure?: unknown): void;
};
export type Traceparent = {
  readonly traceId: string;
  readonly parentId: string;
  readonly isSampled: boolean;
};

type Current = Span & { readonly recorded: RecordedSpan | null };

/** Without a recorder nothing is recorded, and log lines still say whose they are. */
export function openTracer(recorder: Recorder | null = null): Tracer {
  const storage = new AsyncLocalStorage<Current>();

  function begin(name: string, { ids = {}, attributes = {}, parent }: SpanAbout = {}): Current {
    const above = storage.getStore();
    const caller = readTraceparent(parent);
    const recorded = recorder?.begin(name, above?.recorded ?? caller, attributes) ?? null;
    const traceId = recorded?.traceId ?? caller?.traceId ?? above?.ids.traceId ?? ids.traceId;
    return {
      ids: { ...above?.ids, ...ids, ...(traceId === undefined ? {} : { traceId }) },
      recorded,
      set: (more) => recorded?.set(more),
      end: (failure) => recorded?.end(failure),
    };
  }

  const within = <T>(span: Span, work: () => T): T => storage.run(span as Current, work);

  async function follow<T>(name: string, about: SpanAbout, work: (span: Span) => Promise<T>): Promise<T> {
    const span = begin(name, about);
    try {
      const result = await within(span, () => work(span));
      span.end();
      return result;
    } catch (error) {
      span.end(error);
      throw error;
    }
  }

  return {
    begin,
    within,
    follow,
    step: (name, attributes, work) =>
      recorder === null ? work() : follow(name, { attributes }, () => work()),
    current: () => storage.getStore()?.ids ?? nobody,
  };
}

const nobody: TrailIds = {};

/** The first version of W3C trace context; whatever else somebody sends is no trace. */
export function readTraceparent(header: string | undefined): Traceparent | null {
  const match = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(header ?? '');
  const [, traceId = '', parentId = '', flags = ''] = match ?? [];
  if (!match || /^0+$/.test(traceId) || /^0+$/.test(parentId)) return null;
  return { traceId, parentId, isSampled: (Number.parseInt(flags, 16) & 1) === 1 };
}
