import { closeReasons } from './close-reasons.ts';
import type { CloseReason } from './outcomes.ts';
import type { SessionClock } from './session-clock.ts';

/** What taking leave needs to know of its session. */
export interface FarewellSurroundings {
  readonly clock: SessionClock;
  /** How long the answer to an unbind may take, and answers after the other side's unbind. */
  readonly unbindTimeoutMs: number;
  /** Our requests without an answer. */
  outstanding(): number;
  /** The other side's requests without one. */
  unanswered(): number;
  /** Sends an unbind; the callback comes with its answer or without one. */
  unbind(onAnswer: () => void): void;
  finish(reason: CloseReason): void;
}

/** The end of a session in good order, whoever begins it. */
export interface Farewell {
  /** We want to leave: answers are waited for, at most so long, and then comes the unbind. */
  begin(drainMs: number): void;
  /** The other side has sent its unbind. Nothing new is sent, but answers on their way are worth a moment. */
  peerUnbound(): void;
  /** Something was answered; perhaps it was the last. */
  check(): void;
  /** Lets go of the timer. */
  stop(): void;
  /** Why the session is on its way out; null when it is not. */
  readonly reason: CloseReason | null;
  readonly hasSentUnbind: boolean;
}

/** Makes the part of a session that takes leave. */
export function createFarewell(around: FarewellSurroundings): Farewell {
  const { clock, unbindTimeoutMs } = around;
  let reason: CloseReason | null = null;
  let hasSentUnbind = false;
  let hasPeerUnbound = false;
  let cancel = () => {};

  function unbind(): void {
    if (hasSentUnbind) return;
    hasSentUnbind = true;
    cancel();
    around.unbind(() => around.finish(reason ?? closeReasons.unbound()));
  }

  function check(): void {
    if (reason === null || around.outstanding() > 0) return;
    if (hasPeerUnbound) around.finish(reason);
    else if (around.unanswered() === 0) unbind();
  }

  return {
    begin(drainMs) {
      reason = closeReasons.unbound();
      cancel = clock.after(drainMs, unbind);
      check();
    },
    peerUnbound() {
      const told = reason ?? closeReasons.peerUnbound();
      reason = told;
      hasPeerUnbound = true;
      cancel();
      cancel = clock.after(unbindTimeoutMs, () => around.finish(told));
      check();
    },
    check,
    stop: () => cancel(),
    get reason() {
      return reason;
    },
    get hasSentUnbind() {
      return hasSentUnbind;
    },
  };
}
