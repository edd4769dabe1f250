import type { Submission, SubmitLimits, SubmitOutcome } from '../gateway.ts';
import type { HttpLine, HttpRequest } from './http-line.ts';
import { outcomeOfFailure } from './lost-answers.ts';

type Headers = Record<string, string | string[] | undefined>;

/** How one carrier is handed a text, and how its answer is read. */
export type Handing = {
  /** The request for a text, or what became of it where it cannot even be asked for. */
  requestOf(text: Submission): HttpRequest | SubmitOutcome;
  outcomeOf(status: number, headers: Headers, body: string, text: Submission): SubmitOutcome;
};

/** Hands texts over, each in a request of its own and once. */
export function sendEach(
  line: HttpLine,
  { requestOf, outcomeOf }: Handing,
  texts: readonly Submission[],
  limits: SubmitLimits,
): Promise<SubmitOutcome>[] {
  return texts.map(async (text) => {
    const request = requestOf(text);
    if ('kind' in request) return request;
    const answer = await line.send(request, limits);
    if (answer.kind === 'not_sent') return answer;
    return answer.kind === 'failed'
      ? outcomeOfFailure(answer.error)
      : outcomeOf(answer.status, answer.headers, answer.body, text);
  });
}

/** A request with a JSON body, as most carriers want it. */
export const jsonRequest = (
  method: 'POST' | 'PUT' | 'PATCH',
  path: string,
  headers: Readonly<Record<string, string>>,
  body: unknown,
): HttpRequest => ({
  ...{ method, path, body: JSON.stringify(body) },
  headers: { ...headers, accept: 'application/json', 'content-type': 'application/json' },
});

/** Of carriers to which no picture can be handed by its address. */
export const withoutMedia = (carrier: string, { media }: Submission): SubmitOutcome | null =>
  media && media.length > 0
    ? { kind: 'refused', code: 'no_media', sentence: `${carrier} takes no pictures from here.` }
    : null;
