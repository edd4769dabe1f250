/**
 * Which of our references a carrier's id stands for, of the texts that this process has sent lately. A receipt that comes back
 * over the same line then finds its text by our own key; all others are looked for by the carrier's id, which costs the
 * database three times as much.
 */
export type RecentIds = {
  remember(providerId: string, reference: string): void;
  find(providerId: string): string | null;
};

// Half a minute's worth at full speed; some thirty megabytes.
const keptAtMost = 200_000;

export function openRecentIds(most: number = keptAtMost): RecentIds {
  const known = new Map<string, string>();
  return {
    remember(providerId, reference) {
      known.set(providerId, reference);
      if (known.size <= most) return;
      const [oldest] = known.keys();
      if (oldest !== undefined) known.delete(oldest);
    },
    find: (providerId) => known.get(providerId) ?? null,
  };
}
