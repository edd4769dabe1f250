import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../platform/context.ts';
import type { Watch } from '../platform/db/pool.ts';
import { isDatabaseTrouble } from '../platform/db/trouble.ts';
import { Conflict, Invalid, NotNow } from '../platform/errors.ts';
import { callOn } from '../platform/http/call-on.ts';
import type { Http } from '../platform/http/server.ts';
import { sha256 } from '../platform/secrets.ts';
import {
  type Claim,
  type ClaimedKey,
  claimKey,
  type KeptRequest,
  keepAnswer,
  releaseKey,
} from './idempotency.queries.ts';
import { openOwedKeys } from './owed-keys.ts';

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
type Claiming = FastifyRequest & {
  [claimed]?: ClaimedKey & { readonly watch: Watch };
  [failed]?: unknown;
};

/**
 * A program that sends a POST and loses the answer may send it again under the same Idempotency-Key and gets the answer
 * of the first. A request that was refused did nothing, and its key is free again; so is that of one that ended in trouble before
 * anything was to be saved, as where the database is away. One that ended in trouble later may have done it, or the first of several
 * steps: its key stays taken, and a repeat is told to look.
 */
export function keepAnswersToPosts(http: Http, ctx: Context): void {
  const owed = openOwedKeys(ctx);
  http.addHook('onClose', async () => owed.close());

  // Most requests have no key: their hooks call on, and only those with one wait for a promise.
  http.addHook('preHandler', (request: Claiming, reply, done) => {
    const kept = request.routeOptions.config.keepsOwnAnswers ? null : readKeptRequest(request);
    if (kept === null) done();
    else callOn(claimFirst(request, reply, kept), done, (isFirst) => !isFirst);
  });

  // A hook of its own: what comes after the end of a hook that is waited for knows nothing of what that one has entered.
  http.addHook('preHandler', (request: Claiming, _reply, done) => {
    const watch = request[claimed]?.watch;
    if (watch) ctx.db.watching(watch, done);
    else done();
  });

  http.addHook('onError', async (request: Claiming, _reply, error) => {
    if (request[claimed] !== undefined) request[failed] = error;
  });

  http.addHook('onSend', (request: Claiming, reply, payload, done) => {
    const mine = request[claimed];
    if (mine === undefined) done(null, payload);
    else
      callOn(keepOrRelease(request, reply, payload, mine), (error) =>
        error ? done(error) : done(null, payload),
      );
  });

  /** Takes the key for this request; a repeat is answered, or refused. */
  async function claimFirst(request: Claiming, reply: FastifyReply, kept: KeptRequest): Promise<boolean> {
    const { workspaceId } = request.scope;
    await owed.settleFor(workspaceId, kept.key);
    const claim = await takeKey(workspaceId, kept);
    if (claim.kind !== 'first') {
      answerRepeat(request, reply, claim);
      return false;
    }
    const { claimedAt } = claim;
    request[claimed] = { key: kept.key, claimedAt, watch: { underWay: 0, isSaving: false } };
    return true;
  }

  async function keepOrRelease(
    request: Claiming,
    reply: FastifyReply,
    payload: unknown,
    mine: NonNullable<Claiming[typeof claimed]>,
  ): Promise<void> {
    const { workspaceId } = request.scope;
    const { hasSecretAnswer = false } = request.routeOptions.config;
    const fate = fateOf(reply.statusCode, request[failed], mine.watch);
    const isKept = fate === 'done' && !hasSecretAnswer && typeof payload === 'string' && payload !== '';
    try {
      await ctx.db.tx(workspaceId, (tx) =>
        fate === 'refused'
          ? releaseKey(tx, mine)
          : keepAnswer(tx, mine.key, reply.statusCode, isKept ? payload : null),
      );
    } catch (error) {
      // What was asked for may be done. Without its answer a repeat is refused as abandoned, and never done twice.
      ctx.log.warn({ requestId: request.id, err: error }, 'The answer to a request could not be kept.');
      if (fate === 'refused') owed.owe({ ...mine, workspaceId });
    }
  }

  /** Where the database goes away over the commit, the key may be taken by a request that nobody has begun to work on. */
  async function takeKey(workspaceId: string, kept: KeptRequest): Promise<Claim> {
    let claimedAt: string | null = null;
    try {
      return await ctx.db.tx(workspaceId, async (tx) => {
        const claim = await claimKey(tx, kept);
        claimedAt = claim.kind === 'first' ? claim.claimedAt : null;
        return claim;
      });
    } catch (error) {
      if (claimedAt !== null) owed.owe({ workspaceId, key: kept.key, claimedAt });
      throw error;
    }
  }
}

/**
 * `NotNow` promises that nothing was done, but the database says it of one transaction, and another may have gone before. Whether one has
 * is what the watch tells: nothing was asked to be saved since the key was taken, and nothing still may be.
 */
function fateOf(
  statusCode: number,
  error: unknown,
  { isSaving, underWay }: Watch,
): 'done' | 'refused' | 'unknown' {
  if (statusCode < 300) return 'done';
  if (statusCode < 500) return 'refused';
  if (error instanceof NotNow && !isDatabaseTrouble(error)) return 'refused';
  return isSaving || underWay > 0 ? 'unknown' : 'refused';
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
