/**
 * Which of our references a carrier's id stands for, of the texts that this process has sent lately. A receipt that comes back
 * over the same line then finds its text by our own key; all others are looked for by the carrier's id, which costs the
 * database three times as much.
 */
export type RecentIds = {
  remember(providerId: string, reference: string): void;
  find(providerId: string): string | null;
  /** The same for the last time: once its end is on record nobody asks for a text, but a carrier that has not heard our answer. */
  take(providerId: string): string | null;
};

// Ten to twenty seconds' worth at full speed, and some seventy megabytes where no receipts come. With a third of it, receipts that came seven
// seconds late found nobody here, and looking them up made the next ones later: the database took 38 µs a text in one run of a million, and 27 in another.
const keptAtMost = 600_000;

// Receipts that matter for speed come within seconds. Ids of longer ago keep memory that is wanted elsewhere, and a carrier that
// begins its count anew would have a receipt stand for a text of last week.
const turnEveryMs = 5 * 60_000;

/**
 * Two halves, of which the older is forgotten as a whole when the younger is full, and every five minutes: taking the oldest
 * out one by one costs a map of this size more than anything else that is done for a text's id. Whoever has had a last receipt goes
 * at once, so that what is kept is those under way, some ten thousand at full speed: a third less time for a text's id than in full halves.
 */
export function openRecentIds(most: number = keptAtMost): RecentIds {
  const half = Math.max(1, Math.floor(most / 2));
  let younger = new Map<string, string>();
  let older = new Map<string, string>();
  let isTimed = false;
  let wasFull = false;
  function turn(): void {
    older = younger;
    younger = new Map();
  }
  function turnInTime(): void {
    // What was turned since because it was full holds ids of moments ago.
    if (!wasFull) turn();
    [wasFull, isTimed] = [false, false];
    if (younger.size + older.size > 0) turnLater();
  }
  function turnLater(): void {
    isTimed = true;
    setTimeout(turnInTime, turnEveryMs).unref();
  }
  function takeFrom(half: Map<string, string>, providerId: string): string | null {
    const reference = half.get(providerId);
    if (reference === undefined) return null;
    half.delete(providerId);
    return reference;
  }
  return {
    remember(providerId, reference) {
      if (younger.size >= half) {
        wasFull = true;
        turn();
      }
      younger.set(providerId, reference);
      if (!isTimed) turnLater();
    },
    find: (providerId) => younger.get(providerId) ?? older.get(providerId) ?? null,
    take: (providerId) => takeFrom(younger, providerId) ?? takeFrom(older, providerId),
  };
}
