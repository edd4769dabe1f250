import { outcomeOfRefusal } from '../errors/refusal.ts';
import type { Submission, SubmitOutcome } from '../gateway.ts';
import type { Json, Refused } from '../http/ask-json.ts';
import type { HttpRequest } from '../http/http-line.ts';
import { unreadable } from '../http/lost-answers.ts';
import { isObject, jsonObject, wordOf } from '../http/read-answer.ts';
import { jsonRequest } from '../http/send-each.ts';
import { digitsOf } from '../numbers.ts';
import { codes } from './codes.ts';

type Headers = Record<string, string | string[] | undefined>;

const longestValidityMs = 259_200_000;

export type Plan = { readonly path: string; readonly headers: Readonly<Record<string, string>> };

/** The request for one text. Without `delivery_report` Sinch would report nothing. */
export function requestOf(
  { path, headers }: Plan,
  text: Submission,
  callbackUrl: string | null,
): HttpRequest {
  const [url] = text.media ?? [];
  const words = text.body !== '' && { message: text.body };
  const content =
    url === undefined
      ? { body: text.body, type: 'mt_text' }
      : { body: { url, ...words, ...(text.subject && { subject: text.subject }) }, type: 'mt_media' };
  return jsonRequest('POST', `${path}/batches`, headers, {
    ...{ from: digitsOf(text.from), to: [digitsOf(text.to)], ...content },
    delivery_report: 'per_recipient',
    ...(callbackUrl !== null && { callback_url: callbackUrl }),
    client_reference: text.reference,
    ...expiryOf(text.validForMs),
  });
}

/** Null where Sinch's own three days end sooner. */
function expiryOf(validForMs: number | null): { expire_at: string } | null {
  if (validForMs === null || validForMs >= longestValidityMs) return null;
  return { expire_at: new Date(Date.now() + Math.max(1_000, validForMs)).toISOString() };
}

/** Reads an answer to POST /batches: 201 with an id, or a refusal. */
export function outcomeOfAnswer(status: number, headers: Headers, body: string): SubmitOutcome {
  const answer = jsonObject(body);
  if (status < 200 || status > 299)
    return outcomeOfRefusal(codes, { status, headers, refusal: answer && readRefusal(answer) });
  const providerId = wordOf(answer?.id);
  return providerId === null ? unreadable(status) : { kind: 'accepted', providerId };
}

/** `{"code":"…","text":"…"}`, or of a project `{"error":{"code":400,"message":"…","status":"…"}}`. */
export function readRefusal({ code, text, error }: Json): Refused {
  if (!isObject(error)) return { code: wordOf(code), sentence: wordOf(text) };
  return { code: wordOf(error.status), sentence: wordOf(error.message) };
}
