import { outcomeOfRefusal } from '../errors/refusal.ts';
import type { SubmitOutcome } from '../gateway.ts';
import { unreadable } from '../http/lost-answers.ts';
import { jsonObject, wordOf } from '../http/read-answer.ts';
import { codes } from './codes.ts';
import { readRefusal } from './settings.ts';

type Headers = Record<string, string | string[] | undefined>;

/** Reads an answer to POST …/messages: 202 with an id, or a refusal of which nothing was taken. */
export function outcomeOfAnswer(status: number, headers: Headers, body: string): SubmitOutcome {
  const answer = jsonObject(body);
  if (status < 200 || status > 299)
    return outcomeOfRefusal(codes, { status, headers, refusal: answer && readRefusal(answer) });
  const providerId = wordOf(answer?.id);
  return providerId === null ? unreadable(status) : { kind: 'accepted', providerId };
}
