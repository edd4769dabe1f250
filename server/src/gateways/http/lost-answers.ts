import type { SubmitOutcome } from '../outcome.ts';

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
  // A certificate that is not good ends the handshake, before any request.
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
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

export function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return '';
}

/** An answer of which nobody can say whether the text was taken: a broken body, a proxy's page, a 5xx. */
export const unreadable = (status: number): SubmitOutcome => ({
  kind: 'unknown',
  sentence: `The carrier answered ${status}; whether it took the text is not known.`,
});
