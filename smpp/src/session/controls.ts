import type { Pdu } from '../wire/pdu.ts';
import type { SessionClock } from './session-clock.ts';

/** What came of a bind, an unbind or an enquire_link; null when nobody answered in time or the session ended. */
export type OnControl = (answer: Pdu | null) => void;

/** The few requests that a session makes for itself. They need no place in the window, and each has its own time. */
export interface Controls {
  add(sequence: number, timeoutMs: number, onAnswer: OnControl): void;
  has(sequence: number): boolean;
  /** Takes out what waits under a number and tells it; false when nothing does. */
  answer(pdu: Pdu): boolean;
  /** Forgets all of them without telling anybody. */
  forget(): void;
}

/** Makes the list of a session's own requests. */
export function createControls(clock: SessionClock): Controls {
  const waiting = new Map<number, { onAnswer: OnControl; cancel: () => void }>();
  return {
    add(sequence, timeoutMs, onAnswer) {
      const cancel = clock.after(timeoutMs, () => {
        waiting.delete(sequence);
        onAnswer(null);
      });
      waiting.set(sequence, { onAnswer, cancel });
    },
    has: (sequence) => waiting.has(sequence),
    answer(pdu) {
      const found = waiting.get(pdu.sequence);
      if (!found) return false;
      waiting.delete(pdu.sequence);
      found.cancel();
      found.onAnswer(pdu);
      return true;
    },
    forget() {
      for (const { cancel } of waiting.values()) cancel();
      waiting.clear();
    },
  };
}
