import { outcomeOfCode } from '../errors/code-table.ts';
import { outcomeOfRefusal } from '../errors/refusal.ts';
import type { Submission, SubmitOutcome } from '../gateway.ts';
import type { Json, Refused } from '../http/ask-json.ts';
import type { HttpRequest } from '../http/http-line.ts';
import { unreadable } from '../http/lost-answers.ts';
import { isObject, jsonObject, wordOf } from '../http/read-answer.ts';
import { jsonRequest } from '../http/send-each.ts';
import { usNationalOf } from '../numbers.ts';
import { codes } from './codes.ts';

type Headers = Record<string, string | string[] | undefined>;

const longest = 160;
// The whole alphabet of Tatango's texts.
const sayable = /^[a-zA-Z0-9 .,:;!?()~=+\-_/@$#&%]*$/;

/** The request for one text, or a no: what Tatango would answer with 422 need not use up one of its few calls. */
export function requestOf(
  text: Submission,
  headers: Readonly<Record<string, string>>,
  repliesUrl: string | null,
): HttpRequest | SubmitOutcome {
  const number = usNationalOf(text.to);
  if (number === null) return outcomeOfCode(codes, { code: 'not_american' });
  if (text.body.length > longest) return outcomeOfCode(codes, { code: 'too_long' });
  if (!sayable.test(text.body)) return outcomeOfCode(codes, { code: 'bad_characters' });
  const callback = repliesUrl !== null && { webhook_callback_url: repliesUrl };
  return jsonRequest('POST', '/api/v2/transactional_messages', headers, {
    transactional_message: { number, content: text.body, ...callback },
  });
}

/** Reads an answer to POST /transactional_messages. */
export function outcomeOfAnswer(status: number, headers: Headers, body: string): SubmitOutcome {
  const answer = jsonObject(body);
  const refusal = answer && readRefusal(answer, status);
  if (status < 200 || status > 299) return outcomeOfRefusal(codes, { status, headers, refusal });
  if (answer?.status === 'error') return outcomeOfRefusal(codes, { status: 422, headers, refusal });
  const message = isObject(answer?.transactional_message) ? answer.transactional_message : null;
  const providerId = wordOf(message?.id);
  return providerId === null ? unreadable(status) : { kind: 'accepted', providerId };
}

/** `{"status":"error","error":"…"}`: known by its words where they are always the same. */
export function readRefusal({ error }: Json, status = 422): Refused {
  const sentence = wordOf(error);
  const isBadNumber = /bad phone number|landline|unreachable carrier/i.test(sentence ?? '');
  return { code: isBadNumber ? 'bad_number' : String(status), sentence };
}
