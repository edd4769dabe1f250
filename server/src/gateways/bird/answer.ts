import { outcomeOfCode } from '../errors/code-table.ts';
import { outcomeOfRefusal } from '../errors/refusal.ts';
import type { SubmitOutcome } from '../gateway.ts';
import { unreadable } from '../http/lost-answers.ts';
import { countOf, isObject, jsonObject, retryAfterMs, wordOf } from '../http/read-answer.ts';
import { codes } from './codes.ts';
import { readRefusal } from './settings.ts';

type Headers = Record<string, string | string[] | undefined>;

/** Reads an answer to POST /v1/sms/messages. */
export function outcomeOfAnswer(status: number, headers: Headers, body: string): SubmitOutcome {
  const answer = jsonObject(body);
  const refusal = answer && readRefusal(answer);
  // The one 5xx of which Bird promises that nothing was done.
  if (status === 503 && refusal?.code === 'E01033')
    return outcomeOfCode(codes, {
      ...{ code: refusal.code, sentence: refusal.sentence ?? undefined },
      retryAfterMs: retryAfterMs(headers['retry-after']),
    });
  if (status < 200 || status > 299) return outcomeOfRefusal(codes, { status, headers, refusal });
  const providerId = wordOf(answer?.id);
  if (providerId === null) return unreadable(status);
  const parts = isObject(answer?.segments) ? countOf(answer.segments.count) : null;
  return { kind: 'accepted', providerId, ...(parts && { parts }) };
}
