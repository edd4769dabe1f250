import { request } from 'undici';
import type { Asked } from '../asking.ts';
import type { ErrorClass } from '../errors/classes.ts';
import type { HttpAnswer, HttpQuestion } from './http-line.ts';
import { readPlace } from './left-out.ts';
import { codeOf } from './lost-answers.ts';

const answerWithinMs = 10_000;
const answerLimitBytes = 4 * 1_048_576;

/**
 * Asks a carrier something beside sending: once, without a redirect. Nothing of the request goes into an error, because
 * it carries the credentials.
 */
export async function askHttp(place: string, { path, ...options }: HttpQuestion): Promise<HttpAnswer> {
  const { origin, pathOf } = readPlace(place);
  try {
    const answer = await request(`${origin}${pathOf(path)}`, {
      ...options,
      headersTimeout: answerWithinMs,
      bodyTimeout: answerWithinMs,
      signal: AbortSignal.timeout(2 * answerWithinMs),
    });
    const { statusCode: status, headers } = answer;
    const pieces: Buffer[] = [];
    let length = 0;
    for await (const piece of answer.body as AsyncIterable<Buffer>) {
      length += piece.length;
      if (length > answerLimitBytes) throw new Error('The answer is larger than any answer of a carrier.');
      pieces.push(piece);
    }
    return { kind: 'answer', status, headers, body: Buffer.concat(pieces).toString('utf8') };
  } catch (error) {
    return { kind: 'failed', error };
  }
}

type Failed = Extract<Asked<never>, { kind: 'failed' }>;

export const failedAs = (kind: ErrorClass, sentence: string, code: string | null = null): Failed => ({
  kind: 'failed',
  class: kind,
  code,
  sentence,
});

/** No answer at all. */
export function unanswered(answer: Exclude<HttpAnswer, { kind: 'answer' }>): Failed {
  const code = answer.kind === 'failed' ? codeOf(answer.error) : '';
  return failedAs('temporary', `The carrier did not answer${code === '' ? '' : ` (${code})`}.`);
}

/** What a status means where the body says nothing that we know. */
export function failedByStatus(status: number, sentence?: string | null, code: string | null = null): Failed {
  const words = sentence || `The carrier answered ${status}.`;
  if (status === 401 || status === 403) return failedAs('account', words, code);
  if (status === 402) return failedAs('funds', words, code);
  if (status === 429) return failedAs('rate', words, code);
  return failedAs(status >= 500 ? 'temporary' : 'bad_request', words, code);
}
