import { type Asked, answered, type ConnectionReport } from '../asking.ts';
import type { CodeTable } from '../errors/code-table.ts';
import { askHttp, failedAs, failedByStatus, unanswered } from './ask-http.ts';
import type { HttpQuestion } from './http-line.ts';
import type { Pass } from './pass.ts';
import { jsonObject } from './read-answer.ts';

export type Json = Record<string, unknown>;

/** What a carrier says where it says no. */
export type Refused = { readonly code: string | null; readonly sentence: string | null };

export type Asking = {
  readonly origin: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Of accounts whose requests show a pass; it takes the place of `authorization` in `headers`. */
  readonly pass?: Pass;
  readonly codes: CodeTable;
  readRefusal(body: Json, status: number): Refused;
};

/** Asks a carrier something beside sending, and reads a no by its table of codes. */
export async function askJson(asking: Asking, request: string | HttpQuestion): Promise<Asked<Json>> {
  const { origin, codes, readRefusal } = asking;
  const whole =
    typeof request === 'string' ? { method: 'GET' as const, path: request, headers: {} } : request;
  const headers = await headersOf(asking);
  if (headers.kind === 'failed') return headers;
  const answer = await askHttp(origin, { ...whole, headers: { ...headers.value, ...whole.headers } });
  if (answer.kind !== 'answer') return unanswered(answer);
  // What is asked changes nothing, so that it may be asked again, once, with a new pass.
  if (answer.status === 401 && asking.pass?.isStale(headers.value.authorization ?? ''))
    return askJson(asking, request);
  const body = jsonObject(answer.body);
  if (answer.status >= 200 && answer.status < 300 && body) return answered(body);
  const { code, sentence } = body ? readRefusal(body, answer.status) : { code: null, sentence: null };
  const row = code !== null && Object.hasOwn(codes, code) ? codes[code] : undefined;
  return row
    ? failedAs(row.class, sentence ?? row.says, code)
    : failedByStatus(answer.status, sentence, code);
}

/** The headers of a question, its pass fetched where it needs one. */
export async function headersOf({ headers, pass }: Asking): Promise<Asked<Readonly<Record<string, string>>>> {
  if (!pass) return answered(headers);
  const shown = await pass.get();
  return shown.kind === 'failed' ? shown : answered({ ...headers, authorization: shown.value });
}

/** What trying the credentials came to, for people and in the carrier's own words. */
export function connectionReport(
  carrier: string,
  asked: Asked<Json>,
  say: (value: Json) => string,
  warnings: readonly string[],
): ConnectionReport {
  if (asked.kind === 'answered') return { isGood: true, sentence: say(asked.value), warnings };
  const code = asked.code === null ? '' : ` (${asked.code})`;
  return { isGood: false, sentence: `${carrier} says: ${asked.sentence}${code}`, warnings };
}

/** Where nobody outside can reach this installation, a carrier cannot be told to. */
export const cannotBeCalled = failedAs(
  'bad_request',
  'Nobody outside can reach this installation: set TIDINGS_PUBLIC_URL first.',
);

/** What a person is to be warned of who connects a carrier to an installation that it cannot call. */
export const warningsOfPlace = (carrier: string, publicOrigin: string | null): readonly string[] =>
  publicOrigin === null
    ? [`${carrier} cannot report what becomes of texts, nor bring replies: TIDINGS_PUBLIC_URL is not set.`]
    : [];
