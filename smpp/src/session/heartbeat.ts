import type { SessionClock } from './session-clock.ts';

/** Finds out whether the other side is still there. */
export interface Heartbeat {
  /** Something was read. Cheap: it only notes the time. */
  heard(): void;
  stop(): void;
}

/** When to ask and when to give up. */
export interface HeartbeatOptions {
  /** Silence after which the other side is asked; Infinity never asks. */
  readonly idleMs: number;
  /** How long an answer may take. */
  readonly answerMs: number;
  /** Asks, with an enquire_link. */
  ask(): void;
  /** Asked in vain, for the first time or again. */
  onMiss(misses: number): void;
  /** Asked in vain for the last time. */
  onSilent(): void;
}

const mostMisses = 2;

/**
 * Starts a heartbeat. A miss is a time in which nothing at all was read: a carrier that answers no enquire_link but delivers
 * texts is alive. Sending keeps nobody awake, because a peer that is gone takes what we send for minutes.
 */
export function startHeartbeat(clock: SessionClock, options: HeartbeatOptions): Heartbeat {
  const { idleMs, answerMs } = options;
  let heardAt = clock.now();
  let misses = 0;
  let cancel = wait(idleMs);

  function wait(delayMs: number): () => void {
    return Number.isFinite(delayMs) ? clock.after(Math.max(1, delayMs), look) : () => {};
  }

  function look(): void {
    const silentMs = clock.now() - heardAt;
    if (silentMs < idleMs) {
      cancel = wait(idleMs - silentMs);
      return;
    }
    ask();
  }

  function ask(): void {
    const askedAt = clock.now();
    cancel = clock.after(answerMs, () => judge(askedAt));
    options.ask();
  }

  function judge(askedAt: number): void {
    if (heardAt >= askedAt) {
      misses = 0;
      look();
      return;
    }
    misses += 1;
    options.onMiss(misses);
    if (misses >= mostMisses) options.onSilent();
    else ask();
  }

  return {
    heard() {
      heardAt = clock.now();
    },
    stop: () => cancel(),
  };
}
