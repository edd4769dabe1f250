import type { Submission, SubmitLimits, SubmitOutcome } from '../gateway.ts';
import type { HttpLine, HttpRequest } from './http-line.ts';
import { outcomeOfFailure } from './lost-answers.ts';
import { outcomeWithoutPass, type Pass, stalePass } from './pass.ts';

type Headers = Record<string, string | string[] | undefined>;

/** How one carrier is handed a text, and how its answer is read. */
export type Handing = {
  /** The request for a text, or what became of it where it cannot even be asked for. A promise where something goes before it. */
  requestOf(text: Submission): HttpRequest | SubmitOutcome | Promise<HttpRequest | SubmitOutcome>;
  outcomeOf(status: number, headers: Headers, body: string, text: Submission): SubmitOutcome;
  /** Of accounts whose requests show a pass that has to be fetched first. */
  readonly pass?: Pass;
};

/** Hands texts over, each in a request of its own and once. */
export function sendEach(
  line: HttpLine,
  { requestOf, outcomeOf, pass }: Handing,
  texts: readonly Submission[],
  limits: SubmitLimits,
): Promise<SubmitOutcome>[] {
  return texts.map(async (text) => {
    const made = requestOf(text);
    const request = made instanceof Promise ? await made : made;
    if ('kind' in request) return request;
    if (pass) return sendWithPass(line, { outcomeOf, pass }, text, request, limits);
    const answer = await line.send(request, limits);
    if (answer.kind === 'not_sent') return answer;
    return answer.kind === 'failed'
      ? outcomeOfFailure(answer.error)
      : outcomeOf(answer.status, answer.headers, answer.body, text);
  });
}

async function sendWithPass(
  line: HttpLine,
  { outcomeOf, pass }: { outcomeOf: Handing['outcomeOf']; pass: Pass },
  text: Submission,
  request: HttpRequest,
  limits: SubmitLimits,
): Promise<SubmitOutcome> {
  const shown = await pass.get();
  if (shown.kind === 'failed') return outcomeWithoutPass(shown);
  const headers = { ...request.headers, authorization: shown.value };
  const answer = await line.send({ ...request, headers }, limits);
  if (answer.kind === 'not_sent') return answer;
  if (answer.kind === 'failed') return outcomeOfFailure(answer.error);
  if (answer.status === 401 && pass.isStale(shown.value)) return stalePass();
  return outcomeOf(answer.status, answer.headers, answer.body, text);
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
