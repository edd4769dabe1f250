import type { SessionClock } from '../src/session/session-clock.ts';

/** A clock that stands still until it is moved; what is due then happens in order, at its own time. */
export interface FakeClock extends SessionClock {
  forward(ms: number): void;
  /** Tasks that wait. */
  readonly waiting: number;
}

export function fakeClock(): FakeClock {
  const tasks = new Set<{ dueAt: number; task: () => void }>();
  let nowMs = 1_000;

  function next(until: number) {
    const due = [...tasks].filter(({ dueAt }) => dueAt <= until);
    return due.sort((one, other) => one.dueAt - other.dueAt)[0];
  }

  return {
    now: () => nowMs,
    after(delayMs, task) {
      const entry = { dueAt: nowMs + delayMs, task };
      tasks.add(entry);
      return () => tasks.delete(entry);
    },
    forward(ms) {
      const until = nowMs + ms;
      for (let entry = next(until); entry; entry = next(until)) {
        tasks.delete(entry);
        nowMs = Math.max(nowMs, entry.dueAt);
        entry.task();
      }
      nowMs = until;
    },
    get waiting() {
      return tasks.size;
    },
  };
}
