/**
 * Wall-clock arithmetic for one IANA zone. Formatters are cached: making one costs some 50 µs, using one 0.5 µs.
 * Errors: an unknown zone name throws RangeError, as Intl does.
 */
type WallTime = { year: number; month: number; day: number; hour: number; minute: number; second: number };

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

export function isZone(zone: string): boolean {
  try {
    formatterOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** What the clocks on the wall show in `zone` at this instant. */
export function wallTimeAt(zone: string, at: Date): WallTime {
  const wall: WallTime = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  for (const part of formatterOf(zone).formatToParts(at)) {
    if (part.type in wall) wall[part.type as keyof WallTime] = Number(part.value);
  }
  return wall;
}

/**
 * The instant at which the wall shows `hour`:00 on the given day (`day` may run past the month's end). Where that hour
 * does not exist (clocks went forward) it is the first instant after the gap; where it comes twice, the first.
 */
export function instantOfHour(
  zone: string,
  wall: Pick<WallTime, 'year' | 'month' | 'day'>,
  hour: number,
): Date {
  const wanted = Date.UTC(wall.year, wall.month - 1, wall.day, hour);
  // The zone's offset a day before and a day after: around a change these are the two candidates, else they agree.
  const before = wanted - offsetMs(zone, wanted - 86_400_000);
  const after = wanted - offsetMs(zone, wanted + 86_400_000);
  const candidates = [Math.min(before, after), Math.max(before, after)];
  const exact = candidates.find((ms) => ms + offsetMs(zone, ms) === wanted);
  return new Date(exact ?? Math.max(before, after));
}

function offsetMs(zone: string, ms: number): number {
  const w = wallTimeAt(zone, new Date(ms));
  return Date.UTC(w.year, w.month - 1, w.day, w.hour, w.minute, w.second) - Math.floor(ms / 1000) * 1000;
}
