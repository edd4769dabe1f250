import { outcomeOfCode } from '../errors/code-table.ts';
import { outcomeOfRefusal } from '../errors/refusal.ts';
import type { SubmitOutcome } from '../gateway.ts';
import type { Json, Refused } from '../http/ask-json.ts';
import { unreadable } from '../http/lost-answers.ts';
import { countOf, isObject, jsonObject, objectsOf, priceOf, wordOf } from '../http/read-answer.ts';
import { refusals, reports } from './codes.ts';

type Headers = Record<string, string | string[] | undefined>;

/** Reads an answer to POST /messages or /mms. */
export function outcomeOfAnswer(status: number, headers: Headers, body: string): SubmitOutcome {
  const answer = jsonObject(body);
  if (status < 200 || status > 299)
    return outcomeOfRefusal(refusals, { status, headers, refusal: answer && readRefusal(answer) });
  const providerId = wordOf(answer?.id);
  if (!answer || providerId === null)
    return answer && Array.isArray(answer.errors)
      ? outcomeOfRefusal(refusals, { status: 422, headers, refusal: readRefusal(answer) })
      : unreadable(status);
  const [item = {}] = recipientsOf(answer);
  // A number that is none fails in the very answer, and nothing is reported afterwards.
  const code = wordOf(item.statusErrorCode);
  if (item.status === 'delivery_failed')
    return outcomeOfCode(reports, { code: code ?? 'delivery_failed', sentence: sentenceOf(item) });
  const parts = countOf(item.messagePartCount);
  const price = isObject(item.price) ? priceOf(item.price.amount, item.price.currency) : null;
  return { kind: 'accepted', providerId, ...(parts && { parts }), ...(price && { price }) };
}

const sentenceOf = (item: Json) => wordOf(item.statusReason) ?? undefined;

/** One for each number that a text went to; ours go to one. */
export const recipientsOf = ({ recipients }: Json): Json[] =>
  isObject(recipients) ? objectsOf(recipients.items) : [];

/** Of several errors the first whose code is known; the words of all. */
export function readRefusal(body: Json): Refused {
  const told = objectsOf(body.errors);
  const known = told.find(({ code }) => Object.hasOwn(refusals, wordOf(code) ?? '')) ?? told[0];
  const words = told.map(({ description }) => wordOf(description)).filter((one) => one !== null);
  return { code: wordOf(known?.code), sentence: words.join('; ') || null };
}
