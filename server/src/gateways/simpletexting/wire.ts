import { outcomeOfCode } from '../errors/code-table.ts';
import { outcomeOfRefusal } from '../errors/refusal.ts';
import type { Submission, SubmitOutcome } from '../gateway.ts';
import type { Json, Refused } from '../http/ask-json.ts';
import type { HttpRequest } from '../http/http-line.ts';
import { unreadable } from '../http/lost-answers.ts';
import { jsonObject, wordOf } from '../http/read-answer.ts';
import { jsonRequest } from '../http/send-each.ts';
import { digitsOf, usNationalOf } from '../numbers.ts';
import { codes } from './codes.ts';

type Headers = Record<string, string | string[] | undefined>;

/** Ten digits, or a short code as it is. */
export const phoneOf = (number: string): string => usNationalOf(number) ?? digitsOf(number);

export function requestOf(
  text: Submission,
  headers: Readonly<Record<string, string>>,
): HttpRequest | SubmitOutcome {
  const contactPhone = usNationalOf(text.to);
  if (contactPhone === null) return outcomeOfCode(codes, { code: 'not_american' });
  const media = text.media ?? [];
  return jsonRequest('POST', '/v2/api/messages', headers, {
    ...{ contactPhone, accountPhone: phoneOf(text.from) },
    mode: media.length > 0 ? 'MMS_PREFERRED' : 'AUTO',
    ...(text.subject && media.length > 0 && { subject: text.subject }),
    text: text.body,
    ...(media.length > 0 && { mediaItems: media }),
  });
}

/** Reads an answer to POST /api/messages: 201 with an id, or a refusal. */
export function outcomeOfAnswer(status: number, headers: Headers, body: string): SubmitOutcome {
  const answer = jsonObject(body);
  if (status < 200 || status > 299)
    return outcomeOfRefusal(codes, { status, headers, refusal: answer && readRefusal(answer) });
  const providerId = wordOf(answer?.id);
  return providerId === null ? unreadable(status) : { kind: 'accepted', providerId };
}

/** Two shapes: `{status, errorCode, code, message}` and `{code, errorCode, message}`, or `{code, details, message}`. */
export function readRefusal({ status, errorCode, code, message, details }: Json): Refused {
  const told = [errorCode, code, status].map(wordOf).filter((one) => one !== null);
  const known = told.find((one) => Object.hasOwn(codes, one)) ?? told[0] ?? null;
  return { code: known, sentence: wordOf(message) ?? wordOf(details) };
}
