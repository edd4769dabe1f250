import { instantOfHour, wallTimeAt } from './zone-time.ts';

/**
 * Marketing texts may arrive from 8:00 until before 21:00 where the person is (47 CFR 64.1200(c)(1)); the window is
 * half-open. When we do not know where that is, it must be open in every zone where the person may be.
 */
export const openFromHour = 8;
export const openUntilHour = 21;

/** Full hours of a day, half-open; 24 is the next midnight. */
export type OpenHours = { readonly from: number; readonly until: number };
const openHours: OpenHours = { from: openFromHour, until: openUntilHour };

export type QuietVerdict =
  | {
      isOpen: true /** When the window closes: a text not handed over by then must be judged again. */;
      closesAt: Date;
    }
  | { isOpen: false; until: Date; reason: string };

/** May a marketing text arrive now? Pure; the caller caches verdicts by zone within a batch. */
export function quietHoursVerdict(
  zones: readonly string[],
  at: Date,
  hours: OpenHours = openHours,
): QuietVerdict {
  let from = at;
  // Each step moves to the next opening of a closed zone; zones of one country agree within a day.
  for (let steps = 0; steps < 8; steps += 1) {
    const windows = zones.map((zone) => windowAt(zone, from, hours));
    const closed = windows.filter((window) => window.opensAt > from);
    if (closed.length === 0) {
      if (from > at) return { isOpen: false, until: from, reason: reasonFor(zones, at) };
      return {
        isOpen: true,
        closesAt: new Date(Math.min(...windows.map((window) => window.closesAt.getTime()))),
      };
    }
    from = new Date(Math.max(...closed.map((window) => window.opensAt.getTime())));
  }
  // Zones so far apart that their days never overlap: wait for the one that opens last, and judge again then.
  return { isOpen: false, until: from, reason: reasonFor(zones, at) };
}

/** The open window that contains `at`, or else the next one. */
function windowAt(zone: string, at: Date, { from, until }: OpenHours): { opensAt: Date; closesAt: Date } {
  const today = wallTimeAt(zone, at);
  for (const day of [today.day - 1, today.day, today.day + 1]) {
    const closesAt = instantOfHour(zone, { ...today, day }, until);
    if (closesAt > at) return { opensAt: instantOfHour(zone, { ...today, day }, from), closesAt };
  }
  throw new RangeError(`No open hours found in ${zone}.`);
}

function reasonFor(zones: readonly string[], at: Date): string {
  const local = zones.map((zone) => {
    const wall = wallTimeAt(zone, at);
    return `${String(wall.hour).padStart(2, '0')}:${String(wall.minute).padStart(2, '0')} in ${zone}`;
  });
  return `quiet_hours: ${local.join(', ')}`;
}
