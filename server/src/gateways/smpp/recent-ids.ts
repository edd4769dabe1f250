/**
 * Which of our references a carrier's id stands for, of the texts that this process has sent lately. A receipt that comes back
 * over the same line then finds its text by our own key; all others are looked for by the carrier's id, which costs the
 * database three times as much.
 */
export type RecentIds = {
  remember(providerId: string, reference: string): void;
  find(providerId: string): string | null;
};

// Ten to twenty seconds' worth at full speed, and some seventy megabytes then. With a third of it, receipts that came seven seconds late
// found nobody here, and looking them up made the next ones later: the database took 38 µs a text in one run of a million, and 27 in another.
const keptAtMost = 600_000;

/**
 * Two halves, of which the older is forgotten as a whole when the younger is full: taking the oldest out one by one costs a
 * map of this size more than anything else that is done for a text's id.
 */
export function openRecentIds(most: number = keptAtMost): RecentIds {
  const half = Math.max(1, Math.floor(most / 2));
  let younger = new Map<string, string>();
  let older = new Map<string, string>();
  return {
    remember(providerId, reference) {
      if (younger.size >= half) {
        older = younger;
        younger = new Map();
      }
      younger.set(providerId, reference);
    },
    find: (providerId) => younger.get(providerId) ?? older.get(providerId) ?? null,
  };
}
