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

// Timers fire late, and a busy machine holds everything up now and then; what that loses is made up for, up to this much.
const madeUpForMs = 30;

// A carrier that counts by the second counts any second. Whatever is made up for, no more texts begin in one than a second of the
// pace has, and what the pace leaves below the limit (`paceShare`) is for the way to the carrier alone.
const countedMs = 1_000;

type Lot = { readonly atMs: number; readonly durationMs: number };

export function openLeaving(nowMs: () => number): Leaving {
  const nextAt = new Map<string, number>();
  const lately = new Map<string, Lot[]>();
  return {
    take(senderId, durationMs, withinMs) {
      const now = nowMs();
      const inTurnAt = Math.max(now - madeUpForMs, nextAt.get(senderId) ?? now);
      const lots = lately.get(senderId) ?? [];
      const leavesAt = Math.max(now, inTurnAt, roomAt(lots));
      if (leavesAt - now > withinMs) return null;
      nextAt.set(senderId, inTurnAt + durationMs);
      // A number without a pace has nothing to count.
      if (durationMs > 0) {
        const counted = lots.filter(({ atMs }) => atMs > leavesAt - countedMs);
        lately.set(senderId, [...counted, { atMs: leavesAt, durationMs }]);
      }
      return leavesAt - now;
    },
  };
}

/**
 * The first instant at which a second that ends there has room for one more. What begins within it counts as a whole: at a hundred a minute
 * there are one or two texts in each second, and not one because two would take a fifth longer.
 */
function roomAt(lots: readonly Lot[]): number {
  // Nobody overtakes those that have their moment already.
  let at = lots.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY;
  let taken = lots.reduce((sum, lot) => sum + lot.durationMs, 0);
  for (const lot of lots) {
    if (taken < countedMs) break;
    taken -= lot.durationMs;
    at = Math.max(at, lot.atMs + countedMs);
  }
  return at;
}
