import { outcomeOfCode } from '../errors/code-table.ts';
import type { SubmitOutcome } from '../gateway.ts';
import { unreadable } from '../http/lost-answers.ts';
import { jsonObject, retryAfterMs, wordOf } from '../http/read-answer.ts';
import { codes } from './codes.ts';

type Headers = Record<string, string | string[] | undefined>;

const sid = /^(SM|MM)[0-9a-fA-F]{32}$/;
const tooManyRequests = '20429';
const badCredentials = '20003';
// Ten hours of texts wait at Twilio for this number; asking every second would not make them fewer.
const fullQueuePauseMs = 60_000;

/**
 * Reads an answer to POST Messages.json. Only a 4xx says that nothing was accepted; a 5xx, a page of a proxy's or a success
 * without an id may each hide a text.
 */
export function outcomeOfAnswer(status: number, headers: Headers, body: string): SubmitOutcome {
  const answer = jsonObject(body);
  if (status === 201 || status === 200) {
    if (typeof answer?.sid !== 'string' || !sid.test(answer.sid)) return unreadable(status);
    const parts = Number(answer.num_segments);
    // A Messaging Service counts them later and says 0 at first.
    return { kind: 'accepted', providerId: answer.sid, ...(parts > 0 && { parts }) };
  }
  if (status < 400 || status >= 500) return unreadable(status);
  const told = wordOf(answer?.code);
  const code = told ?? codeOfStatus(status);
  if (code === null) return unreadable(status);
  const pause = code === '21611' ? fullQueuePauseMs : undefined;
  const sentence = wordOf(answer?.message) ?? undefined;
  return outcomeOfCode(codes, {
    code,
    sentence,
    retryAfterMs: retryAfterMs(headers['retry-after']) ?? pause,
  });
}

/** Twilio itself always says a code. What stands in front of it may say no as well, and these two mean the same from anybody. */
function codeOfStatus(status: number): string | null {
  if (status === 429) return tooManyRequests;
  return status === 401 ? badCredentials : null;
}
