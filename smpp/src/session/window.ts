import type { Outcome } from './outcomes.ts';
import type { SessionClock } from './session-clock.ts';

/** A request that waits for its answer. */
export interface Pending {
  readonly sequence: number;
  /** The command_id of the answer that fits. */
  readonly responseId: number;
  /** Where it begins among all octets put into the outbox. */
  readonly beginsAt: number;
  /** When it is given up, by the session's clock. */
  readonly deadline: number;
  onOutcome(outcome: Outcome): void;
}

/** The requests that wait for answers, in the order in which they were written. */
export interface Window {
  readonly size: number;
  add(pending: Pending): void;
  has(sequence: number): boolean;
  /** Takes out the request that an answer belongs to; undefined when none waits under this number for such an answer. */
  take(sequence: number, responseId: number): Pending | undefined;
  /** Takes out all of them and lets go of the timer. */
  empty(): Pending[];
}

/** The command_id of generic_nack, which answers anything. */
export const genericNackId = 0x80000000;

/**
 * Makes a window. All its requests may take equally long, so the first is always the next to be given up and one timer does
 * for all; nobody's answer costs a timer.
 */
export function createWindow(clock: SessionClock, giveUp: (pending: Pending) => void): Window {
  const waiting = new Map<number, Pending>();
  let cancelTimer: (() => void) | null = null;

  function arm(delayMs: number): void {
    cancelTimer = clock.after(Math.max(1, delayMs), expire);
  }

  function expire(): void {
    cancelTimer = null;
    const now = clock.now();
    const due: Pending[] = [];
    for (const pending of waiting.values()) {
      if (pending.deadline > now) {
        arm(pending.deadline - now);
        break;
      }
      waiting.delete(pending.sequence);
      due.push(pending);
    }
    // Told only now, because whoever is told may send again or close the session.
    for (const pending of due) giveUp(pending);
  }

  return {
    get size() {
      return waiting.size;
    },
    add(pending) {
      waiting.set(pending.sequence, pending);
      if (cancelTimer === null) arm(pending.deadline - clock.now());
    },
    has: (sequence) => waiting.has(sequence),
    take(sequence, responseId) {
      const pending = waiting.get(sequence);
      if (pending === undefined) return undefined;
      if (responseId !== pending.responseId && responseId !== genericNackId) return undefined;
      waiting.delete(sequence);
      return pending;
    },
    empty() {
      cancelTimer?.();
      cancelTimer = null;
      const all = [...waiting.values()];
      waiting.clear();
      return all;
    },
  };
}
