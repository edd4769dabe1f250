/**
 * When the next texts of a number may leave this process. What is booked evenly does not leave evenly by itself: a wave that
 * was held up would leave together with the one behind it, and the carrier would see twice the pace for a moment.
 */
export type Leaving = {
  /**
   * Takes the next moment for texts that take `durationMs` of the number's pace; says how long to wait for it. Null, and
   * nothing taken, when that would be longer than `withinMs`: moments taken for texts that may not leave any more by then
   * would keep all others waiting, and those then too, for ever.
   */
  take(senderId: string, durationMs: number, withinMs: number): number | null;
};

// Timers fire some milliseconds late each time; what they lose is made up for. A longer hold-up is not: of a thousand a
// second this many would come on top in the second after it, which is what the pace leaves below the limit (pace.queries.ts).
const madeUpForMs = 8;

export function openLeaving(nowMs: () => number): Leaving {
  const nextAt = new Map<string, number>();
  return {
    take(senderId, durationMs, withinMs) {
      const now = nowMs();
      const dueAt = Math.max(now - madeUpForMs, nextAt.get(senderId) ?? now);
      if (dueAt - now > withinMs) return null;
      nextAt.set(senderId, dueAt + durationMs);
      return Math.max(0, dueAt - now);
    },
  };
}
