import { paceShare } from '../senders/index.ts';

/**
 * When the next texts of a number may leave this process. What is booked evenly does not leave evenly by itself: a wave that
 * was held up would leave together with the one behind it, and the carrier would see twice the pace for a moment.
 */
export type Leaving = {
  /**
   * Takes the next moment for texts that take `durationMs` of the number's pace. Null, and nothing taken, when that would be
   * further off than `withinMs`: moments taken for texts that may not leave any more by then would keep all others waiting, and
   * those then too, for ever.
   */
  take(senderId: string, durationMs: number, withinMs: number): Moment | null;
};

export type Moment = {
  readonly waitMs: number;
  /** The carrier has answered for one of the texts, whatever it said: by now they are there. */
  isThere(): void;
  /** They do not leave after all. */
  giveBack(): void;
};

// Timers fire late, waves begin late, and a busy machine holds everything up now and then; what that loses is made up for, up to
// this much. It may be as much as that because of what a second may hold.
const madeUpForMs = 100;

// A carrier that counts by the second counts any second, by what arrives, and what goes out by our clock may be there a little sooner
// or later than usual. Whatever is made up for, and however long the way takes today, no more leaves in one than the limit has. Where
// one text takes longer than what the pace leaves of it (`paceShare`), what begins within it counts as a whole: at a hundred a minute
// there are one or two in each second, and not one because two would take a fifth longer.
const countedMs = 1_005;
const roomFor = (durationMs: number) => Math.max(countedMs, 1_000 / paceShare - durationMs);

type Lot = {
  readonly atMs: number;
  readonly durationMs: number;
  /** When it was certain that it had come; infinite while it is not. */
  certainAtMs: number;
};

type Line = {
  nextAtMs: number;
  /** Those that may have arrived within the last second, in the order in which they left. */
  lots: Lot[];
  /** Half of them are certain to have come after so long. */
  usualMs: number;
};

export function openLeaving(nowMs: () => number): Leaving {
  const lines = new Map<string, Line>();
  return {
    take(senderId, durationMs, withinMs) {
      const now = nowMs();
      const line = lines.get(senderId) ?? { nextAtMs: now, lots: [], usualMs: 0 };
      const inTurnAt = Math.max(now - madeUpForMs, line.nextAtMs);
      const leavesAt = Math.max(now, inTurnAt, roomAt(line, durationMs, now));
      if (leavesAt - now > withinMs) return null;
      line.nextAtMs = inTurnAt + durationMs;
      lines.set(senderId, line);
      const lot = { atMs: leavesAt, durationMs, certainAtMs: Number.POSITIVE_INFINITY };
      // A number without a pace has nothing to count.
      if (durationMs > 0) line.lots.push(lot);
      return {
        waitMs: leavesAt - now,
        isThere: () => noteAnswer(line, lot, nowMs()),
        giveBack: () => {
          line.lots = line.lots.filter((one) => one !== lot);
        },
      };
    },
  };
}

/**
 * A carrier answers late because the text came late or because it thinks for long; but what came behind a text and has been answered
 * shows that the text was there.
 */
function noteAnswer(line: Line, lot: Lot, now: number): void {
  for (let at = line.lots.lastIndexOf(lot); at >= 0; at -= 1) {
    const one = line.lots[at];
    if (!one || one.certainAtMs <= now) return;
    one.certainAtMs = now;
    line.usualMs = towards(line.usualMs, now - one.atMs);
  }
}

const firstStep = 0.01;

/** A little nearer to where half of them are below. */
function towards(usualMs: number, tookMs: number): number {
  if (usualMs === 0) return Math.max(0, tookMs);
  const step = usualMs / 100 + firstStep;
  return tookMs > usualMs ? usualMs + step : Math.max(firstStep, usualMs - step);
}

/** The first instant at which the second that ends there has room for one more. Forgets the lots that no such second can hold. */
function roomAt(line: Line, durationMs: number, now: number): number {
  // At the latest, and less what the way always takes. What is not certain to have come may come now.
  const thereAt = ({ atMs, certainAtMs }: Lot) => Math.max(atMs, Math.min(now, certainAtMs) - line.usualMs);
  const first = line.lots.findIndex((lot) => thereAt(lot) > now - countedMs);
  if (first !== 0) line.lots = first < 0 ? [] : line.lots.slice(first);
  // Nobody overtakes those that have their moment already.
  let at = line.lots.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY;
  let taken = line.lots.reduce((sum, lot) => sum + lot.durationMs, 0);
  for (const lot of line.lots) {
    if (taken < roomFor(durationMs)) break;
    taken -= lot.durationMs;
    at = Math.max(at, thereAt(lot) + countedMs);
  }
  return at;
}
