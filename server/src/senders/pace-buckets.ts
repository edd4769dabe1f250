import { dayAt, instantOf } from '@tidings/policy/hours';
import { type Booking, type Pace, paceShare } from './pace.queries.ts';

/** The buckets of `bookPace` without a database, for whoever asks when texts would leave and sends none. */
export type Buckets = {
  /** Books one text and returns the instant (ms) at which all of its buckets let it leave, and which was the last to. */
  book(bookings: readonly Booking[], nowMs: number): { readonly atMs: number; readonly heldBy: Pace | null };
};

type Bucket = {
  readonly pace: Pace;
  readonly msPerPart: number;
  freeAtMs: number;
  /** Of a limit of a day: which day is counted, and how much it has had. */
  day: number;
  parts: number;
};

const zone = 'America/Los_Angeles';

/**
 * The same arithmetic as the statement: a bucket is the instant at which its next part may leave, and a booking moves it on
 * by what its parts take, somewhat slower than the limit (`paceShare`). Levels without a limit count nothing.
 */
export function openBuckets(paces: readonly Pace[]): Buckets {
  const buckets = new Map<string, Bucket>();
  for (const pace of paces)
    buckets.set(`${pace.level} ${pace.subject}`, {
      ...{ pace, freeAtMs: Number.NEGATIVE_INFINITY, day: Number.NaN, parts: pace.partsToday ?? 0 },
      msPerPart: 1_000 / (pace.partsPerSecond * paceShare),
    });
  return {
    book(bookings, nowMs) {
      let atMs = nowMs;
      let heldBy: Pace | null = null;
      for (const { level, subject } of bookings) {
        const bucket = buckets.get(`${level} ${subject}`);
        if (!bucket || bucket.pace.partsPerDay != null || bucket.freeAtMs <= atMs) continue;
        atMs = bucket.freeAtMs;
        heldBy = bucket.pace;
      }
      for (const { level, subject, parts } of bookings) {
        const bucket = buckets.get(`${level} ${subject}`);
        if (!bucket) continue;
        if (bucket.pace.partsPerDay == null) {
          bucket.freeAtMs = Math.max(bucket.freeAtMs, nowMs) + parts * bucket.msPerPart;
          continue;
        }
        const dayAtMs = countInDay(bucket, bucket.pace.partsPerDay, parts, atMs);
        if (dayAtMs > atMs) [atMs, heldBy] = [dayAtMs, bucket.pace];
      }
      return { atMs, heldBy };
    },
  };
}

/** Counts parts on the first day that has room for them, and says when that is: at once, or at a midnight. */
function countInDay(bucket: Bucket, partsPerDay: number, parts: number, atMs: number): number {
  const today = dayAt(zone, atMs);
  if (Number.isNaN(bucket.day)) bucket.day = today;
  if (bucket.day < today) Object.assign(bucket, { day: today, parts: 0 });
  if (bucket.parts > 0 && bucket.parts + parts > partsPerDay)
    Object.assign(bucket, { day: bucket.day + 1, parts: 0 });
  bucket.parts += parts;
  return bucket.day > today ? instantOf(zone, bucket.day, 0) : atMs;
}
