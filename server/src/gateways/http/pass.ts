import { type Asked, answered } from '../asking.ts';
import type { SubmitOutcome } from '../outcome.ts';
import { askHttp, failedAs, failedByStatus, unanswered } from './ask-http.ts';
import { basicAuth, formType } from './form-body.ts';
import { jsonObject, wordOf } from './read-answer.ts';

/**
 * A pass by OAuth 2.0 client credentials (RFC 6749, 4.4): fetched with the account's key, good for about an hour, and shown with
 * each request.
 *
 *   POST /oauth2/token    authorization: Basic key:secret    grant_type=client_credentials
 *   → 200 {"access_token":"eyJ…","expires_in":3599,"token_type":"bearer"}
 *   → 401 {"error":"invalid_client","error_description":"…"}
 */
export type Pass = {
  /** The value of `authorization`; fetched where there is none, or the one there is ends within the minute. */
  get(): Promise<Asked<string>>;
  /**
   * The carrier did not take this one. True where a new one may help: it had been in use for a while, so it was withdrawn or its
   * time was over by the carrier's clock.
   */
  isStale(authorization: string): boolean;
};

export type PassSource = {
  /** As people know it. */
  readonly carrier: string;
  readonly origin: string;
  readonly path: string;
  readonly key: string;
  readonly secret: string;
};

const endsEarlyMs = 60_000; // A pass that ends on the way is refused.
const usualSeconds = 3_600;
const freshForMs = 5_000; // One that is refused sooner will not be taken in a new copy either.

type Held = { readonly authorization: string; readonly fetchedAt: number; readonly goodUntil: number };

/** One pass for all requests of an account; those that need it while it is fetched wait for the same one. */
export function openPass(source: PassSource, now: () => number = () => performance.now()): Pass {
  let held: Held | null = null;
  let fetching: Promise<Asked<string>> | null = null;

  async function fetchOne(): Promise<Asked<string>> {
    const fetchedAt = now();
    const asked = await askForPass(source);
    if (asked.kind === 'failed') return asked;
    const { authorization, seconds } = asked.value;
    held = {
      authorization,
      fetchedAt,
      goodUntil: fetchedAt + Math.max(seconds * 1_000 - endsEarlyMs, freshForMs),
    };
    return answered(authorization);
  }

  return {
    async get() {
      if (held && now() < held.goodUntil) return answered(held.authorization);
      fetching ??= fetchOne().finally(() => {
        fetching = null;
      });
      return fetching;
    },
    isStale(authorization) {
      if (held?.authorization !== authorization) return true;
      const isOld = now() - held.fetchedAt > freshForMs;
      if (isOld) held = null;
      return isOld;
    },
  };
}

async function askForPass({ carrier, origin, path, key, secret }: PassSource) {
  const headers = {
    ...{ authorization: basicAuth(key, secret), 'content-type': formType, accept: 'application/json' },
  };
  const answer = await askHttp(origin, {
    method: 'POST',
    path,
    headers,
    body: 'grant_type=client_credentials',
  });
  if (answer.kind !== 'answer') return unanswered(answer);
  const body = jsonObject(answer.body);
  const token = wordOf(body?.access_token);
  if (answer.status === 200 && token !== null) {
    const seconds = Number(body?.expires_in);
    return answered({ authorization: `Bearer ${token}`, seconds: seconds > 0 ? seconds : usualSeconds });
  }
  const said = wordOf(body?.error_description) ?? wordOf(body?.error);
  const words = `${carrier} gives no pass for this key${said === null ? '' : `: ${said}`}.`;
  // RFC 6749 lets a server answer a wrong key with 400 as well as with 401.
  if (answer.status === 400 || answer.status === 401) return failedAs('account', words, wordOf(body?.error));
  return failedByStatus(answer.status === 200 ? 500 : answer.status, words);
}

/** What becomes of a text for which there was no pass: not a byte of it has left. */
export function outcomeWithoutPass({
  class: kind,
  code,
  sentence,
}: Extract<Asked<never>, { kind: 'failed' }>): SubmitOutcome {
  const said = { sentence, ...(code !== null && { code }) };
  if (kind === 'account') return { kind: 'misconfigured', ...said };
  if (kind === 'rate') return { kind: 'throttled', retryAfterMs: 1_000, ...said };
  return { kind: 'unreachable', ...said };
}

/** What becomes of a text whose pass was refused as too old: it goes again with a new one. */
export const stalePass = (): SubmitOutcome => ({
  kind: 'throttled',
  retryAfterMs: 100,
  sentence: 'The carrier did not take the pass any more; a new one is fetched.',
});
