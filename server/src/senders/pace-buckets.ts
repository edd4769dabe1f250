import { type Booking, type Pace, paceShare } from './pace.queries.ts';

/** The buckets of `bookPace` without a database, for whoever asks when texts would leave and sends none. */
export type Buckets = {
  /** Books one text and returns the instant (ms) at which all of its buckets let it leave, and which was the last to. */
  book(bookings: readonly Booking[], nowMs: number): { readonly atMs: number; readonly heldBy: Pace | null };
};

type Bucket = { readonly pace: Pace; readonly msPerPart: number; freeAtMs: number };

/**
 * The same arithmetic as the statement: a bucket is the instant at which its next part may leave, and a booking moves it on
 * by what its parts take, a hundredth slower than the limit. Levels without a limit count nothing.
 */
export function openBuckets(paces: readonly Pace[]): Buckets {
  const buckets = new Map<string, Bucket>();
  for (const pace of paces)
    buckets.set(`${pace.level} ${pace.subject}`, {
      ...{ pace, freeAtMs: Number.NEGATIVE_INFINITY },
      msPerPart: 1_000 / (pace.partsPerSecond * paceShare),
    });
  return {
    book(bookings, nowMs) {
      let atMs = nowMs;
      let heldBy: Pace | null = null;
      for (const { level, subject } of bookings) {
        const bucket = buckets.get(`${level} ${subject}`);
        if (!bucket || bucket.freeAtMs <= atMs) continue;
        atMs = bucket.freeAtMs;
        heldBy = bucket.pace;
      }
      for (const { level, subject, parts } of bookings) {
        const bucket = buckets.get(`${level} ${subject}`);
        if (bucket) bucket.freeAtMs = Math.max(bucket.freeAtMs, nowMs) + parts * bucket.msPerPart;
      }
      return { atMs, heldBy };
    },
  };
}
