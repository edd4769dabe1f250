import { readRefusal, TidingsError, Unreachable } from './errors.ts';

export type TransportOptions = {
  /** Where the service is, such as `https://tidings.example`. */
  baseUrl: string;
  /** An API key (`tk_live_…` or `tk_test_…`). */
  key?: string;
  /** How often a request that may safely be repeated is tried in all. Default 4. */
  tries?: number;
  /** Milliseconds before a request counts as lost. Default 30,000. Uploads and downloads have no limit. */
  timeoutMs?: number;
  /** Milliseconds before the second try; each further one waits twice as long. Default 500. */
  firstPauseMs?: number;
  fetch?: typeof fetch;
};

export type Call = {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  path: string;
  query?: Record<string, string | number | boolean | undefined>;
  body?: unknown;
  /** Sent instead of `body`, as it is; cannot be tried again once it has been read. */
  stream?: ReadableStream<Uint8Array> | Uint8Array;
  /** Its answer may take as long as it takes, as the bytes of a large file do. */
  isLong?: boolean;
  /** The form of the answer that is wanted. */
  accept?: string;
  /** Makes a POST safe to repeat. One is made up where none is given, so that a retry never acts twice. */
  idempotencyKey?: string;
  /** Ends the call, also while it waits for another try. */
  signal?: AbortSignal;
};

export type Transport = { send(call: Call): Promise<Response> };

// Who is asked to come back later than this is told so at once: a script that hangs for hours says nothing of why.
const longestPauseMs = 60_000;

/** Sends calls with the manners the server expects: a key for each POST, patience when it says so, few retries. */
export function openTransport(options: TransportOptions): Transport {
  const { tries = 4, timeoutMs = 30_000, firstPauseMs = 500 } = options;
  const send = options.fetch ?? fetch;
  return {
    async send(call) {
      const url = urlOf(options.baseUrl, call);
      const headers = headersOf(options, call);
      for (let attempt = 1; ; attempt += 1) {
        const ownPauseMs = firstPauseMs * 2 ** (attempt - 1);
        const isLast = attempt >= tries || call.stream !== undefined;
        try {
          const response = await send(url, requestOf(call, headers, timeoutMs));
          if (response.ok) return response;
          const refusal = await readRefusal(response);
          if (isLast || !isWorthRepeating(call, refusal)) throw refusal;
          const askedMs = (refusal.retryAfterSeconds ?? 0) * 1_000;
          if (askedMs > longestPauseMs) throw refusal;
          await pause(refusal.retryAfterSeconds === null ? ownPauseMs : askedMs, call.signal);
        } catch (error) {
          if (error instanceof TidingsError || call.signal?.aborted) throw error;
          if (isLast || !isSafeToRepeat(call)) throw new Unreachable(options.baseUrl, error);
          await pause(ownPauseMs, call.signal);
        }
      }
    },
  };
}

function urlOf(baseUrl: string, call: Call): string {
  const url = new URL(call.path, baseUrl);
  for (const [name, value] of Object.entries(call.query ?? {}))
    if (value !== undefined) url.searchParams.set(name, String(value));
  return url.href;
}

function headersOf(options: TransportOptions, call: Call): Record<string, string> {
  const headers: Record<string, string> = { accept: call.accept ?? 'application/json' };
  if (options.key) headers.authorization = `Bearer ${options.key}`;
  if (call.stream !== undefined) headers['content-type'] = 'application/octet-stream';
  else if (call.body !== undefined) headers['content-type'] = 'application/json';
  if (call.method === 'POST') headers['idempotency-key'] = call.idempotencyKey ?? crypto.randomUUID();
  return headers;
}

function requestOf(call: Call, headers: Record<string, string>, timeoutMs: number): RequestInit {
  const isLong = call.stream !== undefined || call.isLong === true;
  const signals = [call.signal, isLong ? undefined : AbortSignal.timeout(timeoutMs)].filter(
    (one) => one !== undefined,
  );
  const init: RequestInit & { duplex?: 'half' } = {
    method: call.method,
    headers,
    redirect: 'error',
    signal: AbortSignal.any(signals),
  };
  if (call.stream !== undefined) {
    init.body = call.stream as NonNullable<RequestInit['body']>;
    init.duplex = 'half';
  } else if (call.body !== undefined) init.body = JSON.stringify(call.body);
  return init;
}

/**
 * Where nobody knows whether the first try acted: a POST is safe by its key, which gets the first answer or the advice to look,
 * and a GET by its nature. A PATCH, PUT or DELETE may meet its own first try, or what others have done meanwhile.
 */
const isSafeToRepeat = ({ method }: Call): boolean => method === 'POST' || method === 'GET';

/** 409 with this code means that our own first try is still at work. 503 promises that nothing was changed. */
function isWorthRepeating(call: Call, { status, code }: TidingsError): boolean {
  if (code === 'database.outcome_unknown') return isSafeToRepeat(call);
  return status === 429 || status === 503 || code === 'idempotency.in_flight';
}

/** Rejects with the reason of the signal, as `fetch` does, when that ends the wait. */
function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const go = () => {
      signal?.removeEventListener('abort', stop);
      resolve();
    };
    // Up to a fifth more, so that clients that were refused together do not come back together.
    const timer = setTimeout(go, ms * (1 + Math.random() / 5));
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}
