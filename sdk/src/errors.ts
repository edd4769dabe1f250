/** What is wrong with one field of a request; `pointer` is a JSON pointer into the body. */
export type ProblemDetail = {
  pointer: string;
  code: string;
  detail: string;
  /** Where in the value at `pointer`, in UTF-16 units: the first one concerned, and the one after the last. */
  position?: number;
  end?: number;
  /** What to put in place of it. */
  suggestion?: string;
};

/**
 * A refusal by the server (RFC 9457). `code` is stable and noun-first (`campaign.already_sent`), `message` is a sentence
 * for people, `requestId` finds the cause in the server's log, `retryAfterSeconds` says when to come back.
 */
export class TidingsError extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string | null;
  readonly details: readonly ProblemDetail[];
  readonly retryAfterSeconds: number | null;
  constructor(refusal: {
    status: number;
    code: string;
    message: string;
    requestId: string | null;
    details?: readonly ProblemDetail[];
    retryAfterSeconds?: number | null;
  }) {
    super(refusal.message);
    this.name = 'TidingsError';
    this.status = refusal.status;
    this.code = refusal.code;
    this.requestId = refusal.requestId;
    this.details = refusal.details ?? [];
    this.retryAfterSeconds = refusal.retryAfterSeconds ?? null;
  }
}

/** The server could not be reached, or its answer was lost. Whether it acted is not known, unless a retry finds out. */
export class Unreachable extends Error {
  constructor(url: string, cause: unknown) {
    super(`Tidings cannot be reached at ${url}. Is the service running, and is the address right?`, {
      cause,
    });
    this.name = 'Unreachable';
  }
}

type Problem = { code?: unknown; detail?: unknown; request_id?: unknown; errors?: ProblemDetail[] };

/** Reads an answer that is not a success. Proxies in between may answer with anything, so nothing is taken for granted. */
export async function readRefusal(response: Response): Promise<TidingsError> {
  const problem = (await response.json().catch(() => ({}))) as Problem;
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new TidingsError({
    status: response.status,
    code: typeof problem.code === 'string' ? problem.code : `http.${response.status}`,
    message: typeof problem.detail === 'string' ? problem.detail : `The server answered ${response.status}.`,
    requestId:
      typeof problem.request_id === 'string' ? problem.request_id : response.headers.get('x-request-id'),
    details: Array.isArray(problem.errors) ? problem.errors : [],
    retryAfterSeconds: Number.isFinite(retryAfter) ? retryAfter : null,
  });
}
