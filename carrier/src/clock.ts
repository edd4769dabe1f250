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

/**
 * `isoTime` with a memory: rows come in dozens a millisecond, and of a second's thousands only the last digits differ.
 * Making each from a Date took a fifteenth of the carrier's time.
 */
export function createIsoTime(): (ms: number) => string {
  let second = Number.NaN;
  let untilSecond = '';
  let last = Number.NaN;
  let lastText = '';
  return (ms) => {
    if (ms === last) return lastText;
    const now = Math.floor(ms / 1000);
    if (now !== second) {
      untilSecond = isoTime(ms).slice(0, -'000Z'.length);
      second = now;
    }
    last = ms;
    lastText = `${untilSecond}${String(ms - now * 1000).padStart(3, '0')}Z`;
    return lastText;
  };
}
