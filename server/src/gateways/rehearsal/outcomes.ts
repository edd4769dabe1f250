import type { SubmitOutcome } from '../gateway.ts';
import { unreadable } from '../http/lost-answers.ts';
import { jsonObject, retryAfterMs } from '../http/read-answer.ts';

// A 503 with one of these codes is documented as "nothing was accepted"; any other 503 is a proxy's and says nothing.
const overloadedForMs = 1_000;
const usualPauseMs = 1_000;

/**
 * Reads an answer. Only what this carrier documents as "nothing was accepted" (4xx with its own code, 429, its own 503)
 * is a certain no; any other 5xx, a broken body or a success without an id may each hide an accepted text.
 */
export function outcomeOfAnswer(
  status: number,
  headers: Record<string, string | string[] | undefined>,
  body: string,
): SubmitOutcome {
  const answer = jsonObject(body);
  if (status === 202 && typeof answer?.id === 'string') return { kind: 'accepted', providerId: answer.id };
  if (status === 429)
    return {
      kind: 'throttled',
      retryAfterMs: retryAfterMs(headers['retry-after']) ?? usualPauseMs,
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
    return unreadable(status);
  }
  const sentence = typeof answer?.message === 'string' ? answer.message : `The carrier refused with ${code}.`;
  if (status === 401) return { kind: 'misconfigured', sentence };
  if (code === 'unknown_sender') return { kind: 'bad_sender', sentence };
  if (status === 402) return { kind: 'no_funds', sentence };
  if (code === 'opted_out') return { kind: 'opted_out', code, sentence };
  return { kind: 'refused', code, sentence };
}
