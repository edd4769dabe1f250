/** Something that goes, or went, at a time. */
export type CalendarEntry = {
  /** `campaign` is one that is scheduled or was launched; `coming` a time of a series that is not made yet. */
  readonly kind: 'campaign' | 'coming';
  readonly campaignId: string;
  readonly seriesId: string | null;
  readonly name: string;
  readonly status: string;
  readonly startsAt: Date;
  /** From when on the last of its people may get it; null where nobody knows. */
  readonly lastAt: Date | null;
  readonly people: number | null;
  readonly senderId: string;
  /** What its audience names: lists, tags and segments, under one kind of key. */
  readonly audience: readonly string[];
};

export type Clash = {
  /** Places of the two among the entries. */
  readonly of: readonly [number, number];
  readonly why: 'same_people' | 'same_sender';
  readonly sentence: string;
};

const hourMs = 3_600_000;
/** People who get two texts of one business within a day feel it, and so do caps. */
const nearMs = 24 * hourMs;
// How long the line of a number is taken up where nobody knows better.
const usualMs = hourMs;

/**
 * Which of them meet: the same people within a day, or the same number at the same time, where one waits for the other. What
 * people have in common is told by what the audiences name, not by counting them.
 */
export function findClashes(entries: readonly CalendarEntry[]): Clash[] {
  const order = entries.map((_, place) => place).sort((a, b) => startOf(entries, a) - startOf(entries, b));
  const clashes: Clash[] = [];
  for (const [at, one] of order.entries()) {
    for (const other of order.slice(at + 1)) {
      const [first, second] = [entries[one], entries[other]];
      if (!first || !second) continue;
      const apartMs = second.startsAt.getTime() - first.startsAt.getTime();
      const endMs = Math.max(first.lastAt?.getTime() ?? 0, first.startsAt.getTime() + usualMs);
      if (apartMs > nearMs && second.startsAt.getTime() > endMs) {
        // What ends late may still meet others further on; nearly nothing does.
        if (entries.length > 1_000) break;
        continue;
      }
      const shared = first.audience.some((name) => second.audience.includes(name));
      if (shared && apartMs <= nearMs)
        clashes.push({
          of: [one, other],
          why: 'same_people',
          sentence: `“${first.name}” and “${second.name}” go to people of the same list, tag or segment within ${spanOf(apartMs)}.`,
        });
      if (first.senderId === second.senderId && second.startsAt.getTime() < endMs)
        clashes.push({
          of: [one, other],
          why: 'same_sender',
          sentence: `“${second.name}” begins while “${first.name}” may still be sending from the same number: they share its pace.`,
        });
    }
  }
  return clashes;
}

const startOf = (entries: readonly CalendarEntry[], place: number) => entries[place]?.startsAt.getTime() ?? 0;

function spanOf(ms: number): string {
  const hours = Math.round(ms / hourMs);
  if (hours === 0) return 'an hour';
  return hours === 1 ? 'an hour' : `${hours} hours`;
}
