import { Pool } from 'undici';
import type { Guard } from '../../platform/outside/guard.ts';
import type { SubmitLimits } from '../gateway.ts';
import { refuseInside } from '../refuse-inside.ts';
import { readPlace } from './left-out.ts';

export type HttpRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  headers: Record<string, string>;
  body?: string;
};

/** What is asked beside sending, files that are handed over included. */
export type HttpQuestion = Omit<HttpRequest, 'body'> & { body?: string | Buffer };

export type HttpAnswer =
  | { kind: 'answer'; status: number; headers: Record<string, string | string[] | undefined>; body: string }
  /** Not a byte of the request has left. */
  | { kind: 'not_sent' }
  /** Whether it arrived is what the error's code says, or does not. */
  | { kind: 'failed'; error: unknown };

/** Connections to one carrier, each of which carries one request at a time. */
export type HttpLine = {
  /** Sends the request once: no retry, no redirect, and nothing after the limits say so. */
  send(request: HttpRequest, limits: SubmitLimits): Promise<HttpAnswer>;
  /** Lets what is in flight end, which its deadline bounds. */
  close(): Promise<void>;
};

type InFlight = { lateAtMs: number; abort: ((reason: Error) => void) | null };

const answerLimitBytes = 65_536;
const lookForLateEveryMs = 250;

/**
 * Requests wait here and not inside the client, whose queue cannot be asked whether a text may still leave: behind a
 * carrier that hangs it would wait until others had asked for it and sent it again, and would then leave too. One deadline
 * covers a whole answer, because a carrier that sends a byte a second keeps any other timer from running out.
 */
export function openHttpLine(place: string, connections: number, guard?: Guard): HttpLine {
  const { origin, pathOf } = readPlace(place);
  if (guard) refuseInside(new URL(origin).hostname.replace(/^\[|\]$/g, ''), guard);
  const pool = new Pool(origin, {
    connections,
    pipelining: 1,
    keepAliveTimeout: 30_000,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: 5_000, ...(guard && { lookup: guard.lookup }) },
  });
  const queue: (() => void)[] = [];
  const inFlight = new Set<InFlight>();
  const sweep = setInterval(() => abortLate(inFlight), lookForLateEveryMs);
  sweep.unref();

  function release(entry: InFlight): void {
    inFlight.delete(entry);
    queue.shift()?.();
  }

  function start(request: HttpRequest, limits: SubmitLimits, done: (answer: HttpAnswer) => void): void {
    const entry: InFlight = { lateAtMs: Number.POSITIVE_INFINITY, abort: null };
    inFlight.add(entry);
    const settle = (answer: HttpAnswer) => {
      release(entry);
      done(answer);
    };
    try {
      pool.dispatch({ ...request, path: pathOf(request.path), origin }, answerHandler(limits, entry, settle));
    } catch (error) {
      settle({ kind: 'failed', error });
    }
  }

  return {
    send: (request, limits) =>
      new Promise((resolve) => {
        if (inFlight.size < connections) start(request, limits, resolve);
        else queue.push(() => start(request, limits, resolve));
      }),
    async close() {
      await pool.close();
      clearInterval(sweep);
    },
  };
}

function abortLate(inFlight: ReadonlySet<InFlight>): void {
  const now = performance.now();
  for (const { lateAtMs, abort } of inFlight) {
    if (now > lateAtMs)
      abort?.(Object.assign(new Error('The carrier did not answer in time.'), { code: 'TIMED_OUT' }));
  }
}

type Controller = { abort(reason: Error): void };

function answerHandler(limits: SubmitLimits, entry: InFlight, settle: (answer: HttpAnswer) => void) {
  let status = 0;
  let headers: Record<string, string | string[] | undefined> = {};
  let isHeldBack = false;
  let body: Buffer | null = null;
  return {
    // The connection stands and the request is written in this very tick.
    onRequestStart(controller: Controller) {
      if (limits.mayStillLeave()) {
        entry.lateAtMs = performance.now() + limits.answerWithinMs;
        entry.abort = (reason) => controller.abort(reason);
        return;
      }
      isHeldBack = true;
      controller.abort(new Error('Its time had passed before it could leave.'));
    },
    onResponseStart(_: Controller, code: number, received: Record<string, string | string[] | undefined>) {
      status = code;
      headers = received;
    },
    onResponseData(controller: Controller, piece: Buffer) {
      body = body ? Buffer.concat([body, piece]) : piece;
      if (body.length > answerLimitBytes)
        controller.abort(new Error('The answer is larger than any answer of a carrier.'));
    },
    onResponseEnd() {
      settle({ kind: 'answer', status, headers, body: body?.toString('utf8') ?? '' });
    },
    onResponseError(_: Controller, error: Error) {
      settle(isHeldBack ? { kind: 'not_sent' } : { kind: 'failed', error });
    },
  };
}
