/** Time as the carrier sees it; tests bring their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

/** The real clock. The carrier has no other: a clock run fast would let a receipt lie about when it was sent. */
export const realClock: Clock = { now: () => Date.now() };

export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
