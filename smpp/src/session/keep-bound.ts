import { status } from '../status/classify-status.ts';
import type { CommandStatus } from '../status/command-statuses.ts';
import { type Backoff, backoffMs } from './backoff.ts';
import { type ConnectOptions, type ConnectOutcome, connect } from './connect.ts';
import type { CloseReason } from './outcomes.ts';
import type { Session } from './session.ts';
import { systemSessionClock } from './session-clock.ts';
import { callSafely } from './throw-later.ts';

/** Why there is no session at the moment, and when the next attempt is made. */
export interface Downtime {
  readonly cause:
    | Exclude<ConnectOutcome, { kind: 'bound' }>
    | { readonly kind: 'closed'; readonly reason: CloseReason };
  readonly sentence: string;
  readonly retryInMs: number;
}

/** A bind that is made again whenever it is lost. */
export interface KeepBoundOptions extends Omit<ConnectOptions, 'signal'>, Backoff {
  /** A session is bound: a new one each time, with nothing of the one before it. */
  onBound?(session: Session): void;
  onDown?(downtime: Downtime): void;
  /** Nothing more will be tried: the bind cannot be written, or `givesUpOn` says so of the refusal. */
  onGiveUp?(outcome: ConnectOutcome & { kind: 'refused' | 'misconfigured' }): void;
  /** Which refusals end it all; none unless told, as carriers refuse good credentials while they restart or mend accounts. */
  givesUpOn?(status: CommandStatus): boolean;
  /** Wait after any other refusal of the class `auth` but ESME_RBINDFAIL: some carriers lock who asks too often. 5 minutes unless told. */
  readonly refusedDelayMs?: number;
  /** Wait after ESME_RALYBND: the carrier has to notice first that the old session is gone. 30 seconds unless told. */
  readonly alreadyBoundDelayMs?: number;
  /** A session that lived this long counts as a success, and the next wait is the first again. 10 seconds unless told. */
  readonly steadyAfterMs?: number;
  /** 0 up to but not 1. */
  random?(): number;
}

/** Keeps a bind. */
export interface BindKeeper {
  /** Null while there is none. */
  readonly session: Session | null;
  readonly state: 'connecting' | 'bound' | 'waiting' | 'given_up' | 'stopped';
  /** Ends the session in good order and tries no more. */
  stop(drainMs?: number): Promise<void>;
}

/**
 * Binds to a carrier and binds again after every loss and refusal, with growing waits, until told to stop. Requests of a
 * session that was lost are told so and never sent again by themselves.
 */
export function keepBound(options: KeepBoundOptions): BindKeeper {
  const { clock = systemSessionClock, random = Math.random, steadyAfterMs = 10_000 } = options;
  const abort = new AbortController();
  let state: BindKeeper['state'] = 'connecting';
  let session: Session | null = null;
  let failures = 0;
  let attempt: Promise<void> = Promise.resolve();
  let cancelWait = () => {};

  async function tryOnce(): Promise<void> {
    state = 'connecting';
    const outcome = await connect({ ...options, signal: abort.signal });
    if (outcome.kind === 'bound') await hold(outcome.session);
    else if (isFinal(outcome)) giveUp(outcome);
    else waitAfter(outcome);
  }

  async function hold(bound: Session): Promise<void> {
    const boundAt = clock.now();
    // Stopping may have begun between the answer to the bind and now, and the session may have been lost.
    if (state === 'stopped') void bound.close();
    else if (bound.state === 'bound') {
      session = bound;
      state = 'bound';
      callSafely(() => options.onBound?.(bound));
    }
    const reason = await bound.closed;
    session = null;
    if (clock.now() - boundAt >= steadyAfterMs) failures = 0;
    waitAfter({ kind: 'closed', reason });
  }

  function isFinal(
    outcome: ConnectOutcome,
  ): outcome is ConnectOutcome & { kind: 'refused' | 'misconfigured' } {
    if (outcome.kind === 'misconfigured') return true;
    if (outcome.kind !== 'refused') return false;
    return options.givesUpOn?.(outcome.status) ?? false;
  }

  function giveUp(outcome: ConnectOutcome & { kind: 'refused' | 'misconfigured' }): void {
    if (state === 'stopped') return;
    state = 'given_up';
    callSafely(() => options.onGiveUp?.(outcome));
  }

  function waitAfter(cause: Downtime['cause']): void {
    if (state === 'stopped') return;
    state = 'waiting';
    failures += 1;
    const least = cause.kind === 'refused' ? leastAfter(cause.status, options) : 0;
    const retryInMs = Math.max(least, backoffMs(failures, random(), options));
    cancelWait = clock.after(retryInMs, () => {
      attempt = tryOnce();
    });
    const sentence = cause.kind === 'closed' ? cause.reason.sentence : cause.sentence;
    callSafely(() => options.onDown?.({ cause, sentence, retryInMs }));
  }

  attempt = tryOnce();
  return {
    get session() {
      return session;
    },
    get state() {
      return state;
    },
    async stop(drainMs) {
      if (state !== 'given_up') state = 'stopped';
      cancelWait();
      if (session) await session.close(drainMs);
      else abort.abort();
      await attempt;
    },
  };
}

/** The generic ESME_RBINDFAIL says nothing of the credentials: a carrier that restarts answers so. */
function leastAfter(refusal: CommandStatus, options: KeepBoundOptions): number {
  if (refusal.code === status.alreadyBound) return options.alreadyBoundDelayMs ?? 30_000;
  const isOfAccount = refusal.class === 'auth' && refusal.code !== status.bindFailed;
  return isOfAccount ? (options.refusedDelayMs ?? 300_000) : 0;
}
