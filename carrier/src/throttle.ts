/** Lets so many parts a second through for each sender; a sender without a limit is never asked to wait. */
export interface Throttle {
  /** Takes the parts and returns 0, or takes nothing and returns how long to wait before asking again. */
  take(sender: string, parts: number, partsPerSecond: number): number;
}

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** Buckets hold one second's worth, as carriers count: a quiet sender may burst for a second, never longer. */
export function createThrottle(now: () => number = () => performance.now()): Throttle {
  const buckets = new Map<string, Bucket>();
  return {
    take(sender, parts, partsPerSecond) {
      if (partsPerSecond <= 0) return 0;
      const at = now();
      const bucket = buckets.get(sender) ?? { tokens: partsPerSecond, filledAt: at };
      buckets.set(sender, bucket);
      const refilled = bucket.tokens + ((at - bucket.filledAt) / 1000) * partsPerSecond;
      bucket.tokens = Math.min(partsPerSecond, refilled);
      bucket.filledAt = at;
      // A text of more parts than a second allows goes out of a full bucket and leaves a debt behind.
      const needed = Math.min(parts, partsPerSecond);
      if (bucket.tokens + 1e-9 < needed) return Math.ceil(((needed - bucket.tokens) / partsPerSecond) * 1000);
      bucket.tokens -= parts;
      return 0;
    },
  };
}
