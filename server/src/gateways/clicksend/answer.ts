import { outcomeOfCode } from '../errors/code-table.ts';
import { outcomeOfRefusal } from '../errors/refusal.ts';
import type { SubmitOutcome } from '../gateway.ts';
import type { Json, Refused } from '../http/ask-json.ts';
import { unreadable } from '../http/lost-answers.ts';
import {
  countOf,
  isObject,
  jsonObject,
  objectsOf,
  priceOf,
  retryAfterMs,
  wordOf,
} from '../http/read-answer.ts';
import { codes } from './codes.ts';

type Headers = Record<string, string | string[] | undefined>;

const throttledPauseMs = 5_000;

/** Reads an answer to POST /sms/send or /mms/send. A 200 says that the request was read; what became of the text stands in it. */
export function outcomeOfAnswer(status: number, headers: Headers, body: string): SubmitOutcome {
  const answer = jsonObject(body);
  const refusal = answer && readRefusal(answer);
  if (status < 200 || status > 299) return outcomeOfRefusal(codes, { status, headers, refusal });
  const data = isObject(answer?.data) ? answer.data : null;
  const [message] = objectsOf(data?.messages);
  if (!message) return data && Number(data.blocked_count) > 0 ? blocked : unreadable(status);
  const state = wordOf(message.status);
  if (state === null) return unreadable(status);
  if (state !== 'SUCCESS') {
    if (Number(data?.blocked_count) > 0 && !Object.hasOwn(codes, state)) return blocked;
    const pause =
      retryAfterMs(headers['retry-after']) ?? (state === 'THROTTLED' ? throttledPauseMs : undefined);
    return outcomeOfCode(codes, { code: state, retryAfterMs: pause });
  }
  const providerId = wordOf(message.message_id);
  if (providerId === null) return unreadable(status);
  const [parts, price] = [countOf(message.message_parts), priceOf(message.message_price, currencyOf(data))];
  return { kind: 'accepted', providerId, ...(parts && { parts }), ...(price && { price }) };
}

const blocked = outcomeOfCode(codes, { code: 'BLOCKED' });

export const currencyOf = (data: Json | null): string | null =>
  isObject(data?._currency) ? wordOf(data._currency.currency_name_short) : null;

/** `{"http_code":401,"response_code":"UNAUTHORIZED","response_msg":"…"}`. */
export const readRefusal = ({ response_code: code, response_msg: message }: Json): Refused => ({
  code: wordOf(code),
  sentence: wordOf(message),
});
