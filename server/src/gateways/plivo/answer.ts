import { outcomeOfRefusal } from '../errors/refusal.ts';
import type { SubmitOutcome } from '../gateway.ts';
import { isObject, jsonObject, wordOf } from '../http/read-answer.ts';
import { codes } from './codes.ts';

type Headers = Record<string, string | string[] | undefined>;
type Json = Record<string, unknown>;

/** Reads an answer to POST Message/. Only a 4xx, and a list of bad numbers alone, say that nothing was accepted. */
export function outcomeOfAnswer(status: number, headers: Headers, body: string): SubmitOutcome {
  const answer = jsonObject(body);
  if (answer && (status === 202 || status === 200)) {
    const [providerId = null] = wordsOf(answer.message_uuid);
    if (providerId !== null) return { kind: 'accepted', providerId };
    const [bad] = wordsOf(answer.invalid_number);
    if (bad !== undefined)
      return { kind: 'refused', code: 'invalid_number', sentence: 'Plivo says that the number is none.' };
  }
  return outcomeOfRefusal(codes, { status, headers, refusal: answer && readRefusal(answer, status) });
}

const wordsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((one) => wordOf(one) ?? []);

/** Plivo refuses in words, or in words by field. What they are about is read from them; a number of Plivo's there is none. */
export function readRefusal(body: Json, status: number): { code: string; sentence: string | null } {
  const { error } = body;
  const sentence = isObject(error) ? sentenceOfFields(error) : (wordOf(error) ?? wordOf(body.message));
  return { code: codeOf(sentence ?? '', status) ?? `http-${status}`, sentence };
}

const sentenceOfFields = (fields: Json): string | null =>
  Object.entries(fields)
    .map(([name, said]) => `${name}: ${wordsOf(said).join(', ')}`)
    .join('; ') || null;

const isAboutRequest = (status: number) => status === 400 || status === 402 || status === 403;

function codeOf(sentence: string, status: number): string | null {
  if (!isAboutRequest(status)) return null;
  if (/not enough credit|insufficient (credit|balance|funds)/i.test(sentence)) return '900';
  if (/\bdst\b|destination/i.test(sentence)) return '50';
  if (/\bsrc\b|source|sender/i.test(sentence)) return '40';
  return null;
}
