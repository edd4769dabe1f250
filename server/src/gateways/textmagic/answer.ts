import { outcomeOfRefusal } from '../errors/refusal.ts';
import type { SubmitOutcome } from '../gateway.ts';
import type { Json, Refused } from '../http/ask-json.ts';
import { unreadable } from '../http/lost-answers.ts';
import { isObject, jsonObject, wordOf } from '../http/read-answer.ts';
import { codes } from './codes.ts';

type Headers = Record<string, string | string[] | undefined>;

/** Reads an answer to POST /messages. */
export function outcomeOfAnswer(status: number, headers: Headers, body: string): SubmitOutcome {
  const answer = jsonObject(body);
  if (status < 200 || status > 299)
    return outcomeOfRefusal(codes, { status, headers, refusal: answer && readRefusal(answer) });
  const providerId = wordOf(answer?.messageId);
  if (providerId !== null) return { kind: 'accepted', providerId };
  // A session: taken for certain, though the id of the text itself is not told.
  const session = wordOf(answer?.sessionId);
  return session === null ? unreadable(status) : { kind: 'accepted', providerId: `session:${session}` };
}

const fields = ['phones', 'from', 'text'] as const;

/** `{"code":400,"message":"Validation Failed","errors":{"common":[…],"fields":{"phones":["…"]}}}`: by the field that is wrong. */
export function readRefusal({ code, message, errors }: Json): Refused {
  const wrong = isObject(errors) && isObject(errors.fields) ? errors.fields : {};
  const common = isObject(errors) ? wordsOf(errors.common) : [];
  const words = [...common, ...Object.values(wrong).flatMap(wordsOf)];
  const sentence = words.join(' ') || wordOf(message);
  if (/credit|balance/i.test(sentence ?? '')) return { code: 'balance', sentence };
  return { code: fields.find((one) => Object.hasOwn(wrong, one)) ?? wordOf(code), sentence };
}

const wordsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
