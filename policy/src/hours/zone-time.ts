/**
 * Wall-clock arithmetic for IANA zones. Errors: an unknown zone name throws RangeError, as Intl does.
 *
 * Asking Intl costs some 2 µs and making a formatter 50 µs, so formatters are kept, and so is the offset of a day on which
 * the clocks stand still: nearly all days do, and no zone changes twice between two midnights of UTC.
 */
export const dayMs = 86_400_000;
const minuteMs = 60_000;

const clocks = new Map<
  string,
  { readonly format: Intl.DateTimeFormat; readonly offsets: Map<number, number> }
>();

// A few years of days in each of some hundred zones; whoever asks about more pays for the asking.
const keptDays = 4_000;

function clockOf(zone: string) {
  let clock = clocks.get(zone);
  if (!clock) {
    const numeric = 'numeric';
    const format = new Intl.DateTimeFormat('en-US', {
      ...{ timeZone: zone, hourCycle: 'h23', era: 'short' },
      ...{ year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric },
    });
    clock = { format, offsets: new Map() };
    clocks.set(zone, clock);
  }
  return clock;
}

export function isZone(zone: string): boolean {
  try {
    clockOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** How far the clocks of a zone are ahead of UTC at an instant, in ms. */
export function offsetMsAt(zone: string, ms: number): number {
  const { offsets } = clockOf(zone);
  const day = Math.floor(ms / dayMs);
  let offset = offsets.get(day);
  if (offset === undefined) {
    const start = askedOffset(zone, day * dayMs);
    offset = start === askedOffset(zone, (day + 1) * dayMs) ? start : Number.NaN;
    if (offsets.size >= keptDays) offsets.clear();
    offsets.set(day, offset);
  }
  return Number.isNaN(offset) ? askedOffset(zone, ms) : offset;
}

function askedOffset(zone: string, ms: number): number {
  const wall = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  for (const { type, value } of clockOf(zone).format.formatToParts(ms))
    if (type in wall) wall[type as keyof typeof wall] = Number(value);
  const { year, month, day, hour, minute, second } = wall;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / 1_000) * 1_000;
}

/** What the clocks on the wall show, as the ms that UTC would have when its clocks showed the same. */
export const wallMsAt = (zone: string, ms: number): number => ms + offsetMsAt(zone, ms);

/** The date on the wall, as days since 1970-01-01. */
export const dayAt = (zone: string, ms: number): number => Math.floor(wallMsAt(zone, ms) / dayMs);

/**
 * The instant at which the wall shows `minute` (of the day) on a day. Where that minute does not exist (clocks went
 * forward) it is the first instant after the gap; where it comes twice, the first.
 */
export function instantOf(zone: string, day: number, minute: number): number {
  const wanted = day * dayMs + minute * minuteMs;
  // The zone's offset a day before and a day after: around a change these are the two candidates, else they agree.
  const before = wanted - offsetMsAt(zone, wanted - dayMs);
  const after = wanted - offsetMsAt(zone, wanted + dayMs);
  if (before === after) return before;
  const candidates = [Math.min(before, after), Math.max(before, after)];
  return candidates.find((ms) => wallMsAt(zone, ms) === wanted) ?? Math.max(before, after);
}
