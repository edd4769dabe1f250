import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, request } from 'undici';
import { type AddressFault, faultOf, hasCredentials } from './address.ts';
import { ClosedAddress, type Guard, guardOutside } from './guard.ts';

/** Why a request to an address that somebody else has named did not succeed. Each is a reason to give up or to try again. */
export type OutsideFailure = {
  readonly kind: 'failed';
  readonly code: AddressFault | 'too_many_redirects' | 'too_large' | 'timed_out' | 'unreachable';
};

export type OutsideAnswer = {
  readonly kind: 'answer';
  readonly status: number;
  /** Where redirects have led to; where it is not said, where it was asked. */
  readonly url?: string;
  readonly contentType: string | null;
  readonly body: Buffer;
};

export type OutsideRequest = {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** An `authorization` among them goes to the first origin alone, and not along to where that leads. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** A longer answer is given up as soon as it shows, by what it says of its length or by its bytes. */
  readonly mostBytes: number;
  /** For everything, redirects included. */
  readonly withinMs: number;
  readonly redirects?: number;
  /** An origin that may be anywhere and plain for this one request, such as that of a rehearsal; null for none. */
  readonly trusted?: string | null;
};

/** Requests to addresses that come from outside: https to public addresses only, at every hop. Never throws. */
export type Outside = (wanted: OutsideRequest) => Promise<OutsideAnswer | OutsideFailure>;

/**
 * @param trusted origins that may be anywhere and plain, such as `http://127.0.0.1:8440` of a rehearsal
 * @param lookup how names become addresses; what it finds is what is connected to, so that no second answer slips in
 */
export function openOutside({
  trusted = new Set<string>(),
  lookup = systemLookup as LookupFunction,
}: {
  trusted?: ReadonlySet<string>;
  lookup?: LookupFunction;
} = {}): Outside {
  const guard = guardOutside(new Set(), lookup);

  return async (wanted) => {
    const signal = AbortSignal.timeout(wanted.withinMs);
    try {
      return await follow(wanted, signal);
    } catch (error) {
      if (isClosed(error)) return failure('private_address');
      return failure(signal.aborted ? 'timed_out' : 'unreachable');
    }
  };

  async function follow(
    wanted: OutsideRequest,
    signal: AbortSignal,
  ): Promise<OutsideAnswer | OutsideFailure> {
    let url = URL.parse(wanted.url);
    const first = url?.origin;
    for (let hops = 0; hops <= (wanted.redirects ?? 0); hops += 1) {
      const isTrusted = url !== null && (trusted.has(url.origin) || url.origin === wanted.trusted);
      const refused = refusalOf(url, isTrusted, guard);
      if (url === null || refused) return refused ?? failure('bad_address');
      const asked =
        url.origin === first ? wanted : { ...wanted, headers: withoutCredentials(wanted.headers) };
      const answer = await askOnce(url, asked, isTrusted, signal);
      if (answer.kind === 'failed' || answer.location === null) return answer;
      url = URL.parse(answer.location, url.href);
    }
    return failure('too_many_redirects');
  }

  async function askOnce(
    url: URL,
    { method, headers = {}, body, mostBytes }: OutsideRequest,
    isTrusted: boolean,
    signal: AbortSignal,
  ): Promise<(OutsideAnswer & { location: string | null }) | OutsideFailure> {
    const dispatcher = new Agent({ connect: isTrusted ? {} : { lookup: guard.lookup }, pipelining: 0 });
    try {
      const answer = await request(url, { method, headers, body: body ?? null, signal, dispatcher });
      const isMoved = answer.statusCode >= 300 && answer.statusCode < 400;
      const bytes = await readAtMost(answer.body, answer.headers['content-length'], mostBytes);
      if (bytes === null) return failure('too_large');
      return {
        kind: 'answer',
        status: answer.statusCode,
        url: url.href,
        contentType: oneOf(answer.headers['content-type']),
        body: bytes,
        location: isMoved ? oneOf(answer.headers.location) : null,
      };
    } finally {
      await dispatcher.destroy();
    }
  }
}

const withoutCredentials = (headers: Readonly<Record<string, string>> = {}) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization'));

const isClosed = (error: unknown): boolean =>
  error instanceof ClosedAddress || (error instanceof Error && error.cause instanceof ClosedAddress);

const failure = (code: OutsideFailure['code']): OutsideFailure => ({ kind: 'failed', code });

function refusalOf(url: URL | null, isTrusted: boolean, guard: Guard): OutsideFailure | null {
  if (url !== null && isTrusted && !hasCredentials(url)) return null;
  const fault = faultOf(url, guard);
  return fault && failure(fault);
}

const oneOf = (header: string | string[] | undefined): string | null =>
  (Array.isArray(header) ? header[0] : header) ?? null;

async function readAtMost(
  stream: AsyncIterable<Buffer> & { destroy(): unknown },
  told: string | string[] | undefined,
  most: number,
): Promise<Buffer | null> {
  const pieces: Buffer[] = [];
  let length = 0;
  if (Number(oneOf(told) ?? 0) <= most) {
    for await (const piece of stream) {
      length += piece.length;
      if (length > most) break;
      pieces.push(piece);
    }
    if (length <= most) return Buffer.concat(pieces);
  }
  stream.destroy();
  return null;
}
