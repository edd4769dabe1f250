/** Time as sessions see it; tests bring their own and move it by hand. */
export interface SessionClock {
  /** Milliseconds that only go forward. */
  now(): number;
  /** Does something later; the function it returns takes that back. */
  after(delayMs: number, task: () => void): () => void;
}

/** The monotonic clock of the process and its timers. */
export const systemSessionClock: SessionClock = {
  now: () => performance.now(),
  after(delayMs, task) {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
};
