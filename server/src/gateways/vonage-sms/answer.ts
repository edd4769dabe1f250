import { outcomeOfCode } from '../errors/code-table.ts';
import { outcomeOfRefusal } from '../errors/refusal.ts';
import type { SubmitOutcome } from '../gateway.ts';
import { sumOfAmounts } from '../http/amounts.ts';
import { jsonObject, objectsOf, priceOf, retryAfterMs, wordOf } from '../http/read-answer.ts';
import { currency } from '../vonage/account.ts';
import { codes } from './codes.ts';

type Headers = Record<string, string | string[] | undefined>;
type Part = Record<string, unknown>;

const taken = '0';
// "An error has occurred in the platform whilst processing this message": what became of it is not said.
const failedInside = '5';

/** Reads an answer to POST /sms/json, which is 200 whatever it says: what counts is the status of each part. */
export function outcomeOfAnswer(status: number, headers: Headers, body: string): SubmitOutcome {
  const parts = status >= 500 ? [] : objectsOf(jsonObject(body)?.messages);
  const refused = parts.find((part) => wordOf(part.status) !== taken);
  const isPartly = parts.some((part) => wordOf(part.status) === taken);
  const outcome = refused ? outcomeOfRefused(refused, isPartly, headers) : outcomeOfTaken(parts);
  return outcome ?? outcomeOfRefusal(codes, { status, headers, refusal: null });
}

function outcomeOfTaken(parts: readonly Part[]): SubmitOutcome | null {
  const providerId = wordOf(parts[0]?.['message-id']);
  if (providerId === null) return null;
  const price = priceOf(sumOfAmounts(parts.map((part) => part['message-price'])), currency);
  return { kind: 'accepted', providerId, parts: parts.length, ...(price && { price }) };
}

function outcomeOfRefused(part: Part, isPartly: boolean, headers: Headers): SubmitOutcome | null {
  const code = wordOf(part.status);
  const sentence = wordOf(part['error-text']) ?? undefined;
  if (code === null) return null;
  if (isPartly)
    return { kind: 'unknown', code, sentence: 'Vonage took some parts of the text and refused others.' };
  if (code === failedInside)
    return { kind: 'unknown', code, sentence: sentence ?? 'Something failed at Vonage.' };
  const pause = retryAfterMs(headers['retry-after']) ?? waitOf(sentence);
  return outcomeOfCode(codes, { code, sentence, retryAfterMs: pause });
}

/** "Throughput Rate Exceeded - please wait [ 250 ] and retry": milliseconds. */
function waitOf(sentence: string | undefined): number | undefined {
  const wait = /\[\s*(\d{1,6})\s*\]/.exec(sentence ?? '')?.[1];
  return wait === undefined ? undefined : Math.max(100, Number(wait));
}
