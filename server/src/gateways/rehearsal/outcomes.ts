import type { SubmitOutcome } from '../gateway.ts';

// A 503 with one of these codes is documented as "nothing was accepted"; any other 503 is a proxy's and says nothing.
const overloadedForMs = 1_000;

/**
 * Reads an answer. Only what this carrier documents as "nothing was accepted" (4xx with its own code, 429, its own 503)
 * is a certain no; any other 5xx, a broken body or a success without an id may each hide an accepted text.
 */
export function outcomeOfAnswer(
  status: number,
  headers: Record<string, string | string[] | undefined>,
  body: string,
): SubmitOutcome {
  const answer = parse(body);
  if (status === 202 && typeof answer?.id === 'string') return { kind: 'accepted', providerId: answer.id };
  if (status === 429)
    return {
      kind: 'throttled',
      retryAfterMs: retryAfterMs(headers['retry-after']),
      sentence: 'The carrier asks to go slower.',
    };
  const code = answer?.code;
  if (status === 503 && code === 'down')
    return { kind: 'unreachable', sentence: 'The carrier says that it is out of service.' };
  if (status === 503 && code === 'unavailable')
    return {
      kind: 'throttled',
      retryAfterMs: overloadedForMs,
      sentence: 'The carrier says it is overloaded.',
    };
  if (status < 400 || status >= 500 || typeof code !== 'string') {
    return {
      kind: 'unknown',
      sentence: `The carrier answered ${status}; whether it took the text is not known.`,
    };
  }
  const sentence = typeof answer?.message === 'string' ? answer.message : `The carrier refused with ${code}.`;
  if (status === 401) return { kind: 'misconfigured', sentence };
  if (code === 'unknown_sender') return { kind: 'bad_sender', sentence };
  if (status === 402) return { kind: 'no_funds', sentence };
  if (code === 'opted_out') return { kind: 'opted_out', code, sentence };
  return { kind: 'refused', code, sentence };
}

// Errors that arise before a connection stands: not one byte of the request has left.
const neverLeft = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'EADDRNOTAVAIL',
  'EMFILE',
  // The account was opened anew, with other settings: this request came when its connections took nothing new any more.
  // Those in flight at that moment are waited for and end otherwise.
  'UND_ERR_CLOSED',
  'UND_ERR_DESTROYED',
]);

/** Reads a failure to get any answer. Refused connections are certain; resets and timeouts are not. */
export function outcomeOfFailure(error: unknown): SubmitOutcome {
  const code = codeOf(error);
  if (neverLeft.has(code))
    return { kind: 'unreachable', sentence: `The carrier cannot be reached (${code}).` };
  return { kind: 'unknown', sentence: `The carrier's answer was lost (${code || 'no code'}).` };
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return '';
}

function retryAfterMs(header: string | string[] | undefined): number {
  const seconds = Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds * 1000, 60_000) : 1_000;
}

function parse(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
