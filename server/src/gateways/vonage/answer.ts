import { outcomeOfRefusal } from '../errors/refusal.ts';
import type { SubmitOutcome } from '../gateway.ts';
import { jsonObject, wordOf } from '../http/read-answer.ts';
import { readVonageRefusal } from './account.ts';
import { codes } from './codes.ts';

type Headers = Record<string, string | string[] | undefined>;

/** Reads an answer to POST /v1/messages. Only a 4xx says that nothing was accepted. */
export function outcomeOfAnswer(status: number, headers: Headers, body: string): SubmitOutcome {
  const answer = jsonObject(body);
  const providerId = status === 202 || status === 200 ? wordOf(answer?.message_uuid) : null;
  if (providerId !== null) return { kind: 'accepted', providerId };
  return outcomeOfRefusal(codes, { status, headers, refusal: answer && readVonageRefusal(answer) });
}
