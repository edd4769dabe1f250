import { outcomeOfRefusal } from '../errors/refusal.ts';
import type { SubmitOutcome } from '../gateway.ts';
import type { Json, Refused } from '../http/ask-json.ts';
import { countOf, isObject, jsonObject, objectsOf, priceOf, wordOf } from '../http/read-answer.ts';
import { codes } from './codes.ts';

type Headers = Record<string, string | string[] | undefined>;

/** Reads an answer to POST /v2/messages. Only a 4xx says that nothing was accepted. */
export function outcomeOfAnswer(status: number, headers: Headers, body: string): SubmitOutcome {
  const answer = jsonObject(body);
  const data = isObject(answer?.data) ? answer.data : {};
  const providerId = status === 200 || status === 202 ? wordOf(data.id) : null;
  if (providerId !== null) return accepted(providerId, data);
  const pause = pauseOf(headers);
  return outcomeOfRefusal(codes, {
    ...{ status, headers: pause === null ? headers : { ...headers, 'retry-after': pause } },
    refusal: answer && readRefusal(answer),
  });
}

function accepted(providerId: string, { parts, cost }: Json): SubmitOutcome {
  const count = countOf(parts);
  const price = isObject(cost) ? priceOf(cost.amount, cost.currency) : null;
  return { kind: 'accepted', providerId, ...(count !== null && { parts: count }), ...(price && { price }) };
}

/** Telnyx says in a header of its own in how many seconds it takes requests again. */
function pauseOf(headers: Headers): string | null {
  const reset = headers['x-ratelimit-reset'];
  const isPause = typeof reset === 'string' && /^\d{1,4}$/.test(reset);
  return headers['retry-after'] === undefined && isPause ? reset : null;
}

export function readRefusal({ errors }: Json): Refused {
  const [error] = objectsOf(errors);
  if (!error) return { code: null, sentence: null };
  return { code: wordOf(error.code), sentence: sentenceOf(error) };
}

export const sentenceOf = ({ title, detail }: Json): string | null =>
  [wordOf(title), wordOf(detail)].filter((word) => word !== null).join(': ') || null;
