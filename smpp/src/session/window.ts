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

const firstSlots = 64;

/**
 * Makes a window. All its requests may take equally long, so the first is always the next to be given up and one timer does
 * for all; nobody's answer costs a timer.
 *
 * Requests stand in slots by the last bits of their sequence numbers, which follow each other. A map would do, but thousands a
 * second come and go: a map moves into a new table every so often, and the one that it left keeps alive all that it held until
 * the whole heap is collected.
 */
export function createWindow(clock: SessionClock, giveUp: (pending: Pending) => void): Window {
  let slots: (Pending | undefined)[] = new Array(firstSlots).fill(undefined);
  // For those whose slot is taken: an unanswered one stays, and numbers come round to its slot again.
  const others = new Map<number, Pending>();
  let size = 0;
  let cancelTimer: (() => void) | null = null;

  function find(sequence: number): Pending | undefined {
    const found = slots[sequence & (slots.length - 1)];
    if (found?.sequence === sequence) return found;
    return others.size === 0 ? undefined : others.get(sequence);
  }

  function place(pending: Pending): void {
    const slot = pending.sequence & (slots.length - 1);
    if (slots[slot] === undefined) slots[slot] = pending;
    else others.set(pending.sequence, pending);
  }

  function remove({ sequence }: Pending): void {
    const slot = sequence & (slots.length - 1);
    if (slots[slot]?.sequence === sequence) slots[slot] = undefined;
    else others.delete(sequence);
    size--;
  }

  /** All that wait, in the order in which they were written. */
  function inOrder(): Pending[] {
    const all = [...slots.filter((pending) => pending !== undefined), ...others.values()];
    return all.sort((one, other) => one.beginsAt - other.beginsAt);
  }

  function enlarge(): void {
    const all = inOrder();
    slots = new Array(slots.length * 2).fill(undefined);
    others.clear();
    for (const pending of all) place(pending);
  }

  function arm(delayMs: number): void {
    cancelTimer = clock.after(Math.max(1, delayMs), expire);
  }

  function expire(): void {
    cancelTimer = null;
    const now = clock.now();
    const due: Pending[] = [];
    for (const pending of inOrder()) {
      if (pending.deadline > now) {
        arm(pending.deadline - now);
        break;
      }
      remove(pending);
      due.push(pending);
    }
    // Told only now, because whoever is told may send again or close the session.
    for (const pending of due) giveUp(pending);
  }

  return {
    get size() {
      return size;
    },
    add(pending) {
      if (size * 2 >= slots.length) enlarge();
      place(pending);
      size++;
      if (cancelTimer === null) arm(pending.deadline - clock.now());
    },
    has: (sequence) => find(sequence) !== undefined,
    take(sequence, responseId) {
      const pending = find(sequence);
      if (pending === undefined) return undefined;
      if (responseId !== pending.responseId && responseId !== genericNackId) return undefined;
      remove(pending);
      return pending;
    },
    empty() {
      cancelTimer?.();
      cancelTimer = null;
      const all = inOrder();
      slots = new Array(firstSlots).fill(undefined);
      others.clear();
      size = 0;
      return all;
    },
  };
}
