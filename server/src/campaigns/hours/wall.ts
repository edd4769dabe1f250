import { instantOf, wallMsAt } from '@tidings/policy/hours';

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** An hour on a wall, of whichever clock: `2026-12-01T10:00`. */
export type Wall = { readonly day: number; readonly minute: number };

/** Reads `2026-12-01T10:00`; null where it is no such hour, or names a day that no calendar has. */
export function readWall(text: string): Wall | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (!match) return null;
  const [year = 0, month = 0, date = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
  const ms = Date.UTC(year, month - 1, date);
  // 30 February would silently be a day in March.
  if (new Date(ms).getUTCDate() !== date || new Date(ms).getUTCMonth() !== month - 1) return null;
  return { day: ms / dayMs, minute: hour * 60 + minute };
}

export const writeWall = ({ day, minute }: Wall): string =>
  new Date(day * dayMs + minute * minuteMs).toISOString().slice(0, 16);

/** What a clock of the zone shows at an instant. */
export function wallOf(zone: string, at: Date): Wall {
  const ms = wallMsAt(zone, at.getTime());
  const day = Math.floor(ms / dayMs);
  return { day, minute: Math.floor((ms - day * dayMs) / minuteMs) };
}

/**
 * When a clock of the zone shows this. A night on which clocks are put forward leaves an hour out: what was meant for it
 * goes at the first moment after. One on which they are put back has an hour twice: it goes the first time. The sentence says
 * so, and is null on all other days.
 */
export function instantOfWall(
  zone: string,
  wall: Wall,
): { readonly at: Date; readonly sentence: string | null } {
  const ms = instantOf(zone, wall.day, wall.minute);
  const wanted = wall.day * dayMs + wall.minute * minuteMs;
  const [text, city] = [clock(wanted), cityOf(zone)];
  if (wallMsAt(zone, ms) !== wanted) {
    const after = firstAfterGap(zone, ms);
    const shown = wallMsAt(zone, after);
    return {
      at: new Date(after),
      sentence: `${text} does not exist on ${dateOf(wanted)} in ${city}: the clocks go forward that night. It goes at ${clock(shown)}, the first moment after.`,
    };
  }
  const at = new Date(ms);
  // Put back by an hour at most places, by half an hour at some.
  const isTwice = [30, 60].some((back) => wallMsAt(zone, ms + back * minuteMs) === wanted);
  if (!isTwice) return { at, sentence: null };
  return {
    at,
    sentence: `${text} comes twice on ${dateOf(wanted)} in ${city}: the clocks are put back that night. It goes the first time.`,
  };
}

/** Clocks are put forward somewhere in the hours before: the first minute of which the offset is that of the end. */
function firstAfterGap(zone: string, ms: number): number {
  const offset = wallMsAt(zone, ms) - ms;
  let [before, after] = [Math.floor(ms / minuteMs) - 180, Math.ceil(ms / minuteMs)];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (wallMsAt(zone, middle * minuteMs) - middle * minuteMs === offset) after = middle;
    else before = middle;
  }
  return after * minuteMs;
}

const clock = (ms: number) => new Date(ms).toISOString().slice(11, 16);
const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const cityOf = (zone: string) => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
