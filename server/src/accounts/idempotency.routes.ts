import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../platform/context.ts';
import { isDatabaseTrouble } from '../platform/db/trouble.ts';
import { Conflict, Invalid, NotNow } from '../platform/errors.ts';
import type { Http } from '../platform/http/server.ts';
import { sha256 } from '../platform/secrets.ts';
import { type Claim, claimKey, type KeptRequest, keepAnswer, releaseKey } from './idempotency.queries.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The answer holds a secret that is shown once, so it is not kept for a repeat of the request. */
    hasSecretAnswer?: boolean;
    /** The route looks keys up and keeps answers itself, in the transaction that does what is asked. */
    keepsOwnAnswers?: boolean;
  }
}

const claimed = Symbol('idempotency key');
const failed = Symbol('why it was not done');
type Claiming = FastifyRequest & { [claimed]?: string; [failed]?: unknown };

/**
 * A program that sends a POST and loses the answer may send it again under the same Idempotency-Key and gets the answer
 * of the first. A request that was refused did nothing, and its key is free again. One that ended in trouble may have done
 * it, or the first of several steps: its key stays taken, and a repeat is told to look.
 */
export function keepAnswersToPosts(http: Http, ctx: Context): void {
  http.addHook('preHandler', async (request: Claiming, reply) => {
    if (request.routeOptions.config.keepsOwnAnswers) return;
    const kept = readKeptRequest(request);
    if (kept === null) return;
    const claim = await ctx.db.tx(request.scope.workspaceId, (tx) => claimKey(tx, kept));
    if (claim.kind === 'first') request[claimed] = kept.key;
    else return answerRepeat(request, reply, claim);
  });

  http.addHook('onError', async (request: Claiming, _reply, error) => {
    if (request[claimed] !== undefined) request[failed] = error;
  });

  http.addHook('onSend', async (request: Claiming, reply, payload) => {
    const key = request[claimed];
    if (key === undefined) return payload;
    const { hasSecretAnswer = false } = request.routeOptions.config;
    const fate = fateOf(reply.statusCode, request[failed]);
    const isKept = fate === 'done' && !hasSecretAnswer && typeof payload === 'string' && payload !== '';
    try {
      await ctx.db.tx(request.scope.workspaceId, (tx) =>
        fate === 'refused'
          ? releaseKey(tx, key)
          : keepAnswer(tx, key, reply.statusCode, isKept ? payload : null),
      );
    } catch (error) {
      // What was asked for may be done. Without its answer a repeat is refused as abandoned, and never done twice.
      ctx.log.warn({ requestId: request.id, err: error }, 'The answer to a request could not be kept.');
    }
    return payload;
  });
}

/** `NotNow` promises that nothing was done, but the database says it of one transaction, and another may have gone before. */
function fateOf(statusCode: number, error: unknown): 'done' | 'refused' | 'unknown' {
  if (statusCode < 300) return 'done';
  if (statusCode < 500) return 'refused';
  return error instanceof NotNow && !isDatabaseTrouble(error) ? 'refused' : 'unknown';
}

/** The request as its Idempotency-Key knows it; null for one that has none. */
export function readKeptRequest(request: FastifyRequest): KeptRequest | null {
  const key = request.headers['idempotency-key'];
  const { permission } = request.routeOptions.config;
  if (request.method !== 'POST' || typeof key !== 'string' || permission === 'public') return null;
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new Invalid(
      'idempotency.bad_key',
      'An Idempotency-Key has 1 to 255 visible ASCII characters; a UUID is good.',
    );
  }
  return { key, hash: printOf(request) };
}

/** What makes two requests the same: who asks, where, and every word of the body. A file's bytes are not compared. */
function printOf(request: FastifyRequest): Buffer {
  const { body } = request;
  const isFile = typeof body === 'object' && body !== null && 'pipe' in body;
  return sha256(JSON.stringify([request.scope.actor, request.url, isFile ? null : (body ?? null)]));
}

/** Answers as the first request was answered, or says why that cannot be. */
export function answerRepeat(
  request: FastifyRequest,
  reply: FastifyReply,
  claim: Exclude<Claim, { kind: 'first' }>,
): FastifyReply {
  if (claim.kind === 'other_request') {
    throw new Invalid(
      'idempotency.other_request',
      'This Idempotency-Key was used for another request. Take a new key for each new request.',
    );
  }
  if (claim.kind === 'in_flight') {
    throw new Conflict(
      'idempotency.in_flight',
      'The first request with this key is still being worked on. Ask again in a moment.',
    );
  }
  if (claim.kind === 'abandoned') {
    throw new Conflict(
      'idempotency.unknown_outcome',
      'The first request with this key ended without an answer. Look whether it took effect, then use a new key.',
    );
  }
  if (request.routeOptions.config.hasSecretAnswer) {
    throw new Conflict(
      'idempotency.answer_not_kept',
      'This was done already, and its answer held a secret that is shown once. Revoke what it made and use a new key.',
    );
  }
  return reply.header('idempotent-replayed', 'true').code(claim.status).send(claim.body);
}
