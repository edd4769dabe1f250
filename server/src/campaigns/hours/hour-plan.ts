import { Conflict } from '../../platform/errors.ts';
import type { HourRange } from './best-hour.ts';
import { instantOfWall, type Wall, wallOf } from './wall.ts';

/** What becomes of people whose hour is over when it begins. */
export type WhenPast = 'now' | 'next_day' | 'skip';

/** How the people of a campaign come after one another; null for all at once, as fast as numbers and carriers take them. */
export type Spread =
  | { readonly kind: 'over'; readonly minutes: number }
  | { readonly kind: 'pace'; readonly people: number; readonly everyMinutes: number }
  | { readonly kind: 'daily'; readonly people: number }
  /** So many first, and the others so many minutes later; null for when somebody lets them go on, and never where nobody does. */
  | { readonly kind: 'first'; readonly people: number; readonly minutes: number | null };

/** At which hours the texts of one launch go: all from one moment on, or each at an hour on the clock of its person. */
export type HourPlan = {
  readonly local: {
    readonly wall: Wall;
    readonly past: WhenPast;
    /** On the day of the wall, each person at the hour at which they are likeliest to answer; its minute is for whom no hour is known. */
    readonly best?: HourRange;
  } | null;
  readonly spread: Spread | null;
};

/** Whether all but the first wait for a person's word. */
export const isPilot = ({ spread }: HourPlan): boolean => spread?.kind === 'first' && spread.minutes === null;

/** Each person at an hour of their own within the range; `others` is that of whoever has none. Null for one hour for all. */
export type OwnHours = HourRange & { readonly others: number };

/** People who share a clock and, where each has an hour of their own, that hour. */
export type ZonePeople = { readonly zone: string; readonly hour: number | null; readonly people: number };

/** The hour at which people of a zone may go; null for those who are left out. */
export type ZoneStart = {
  readonly zone: string;
  /** The hour of these people of it; null where all of the zone have the same. */
  readonly hour: number | null;
  readonly at: Date | null;
  readonly isPast: boolean;
  readonly sentence: string | null;
};

export function startOfZone(
  plan: HourPlan,
  { zone, hour }: Omit<ZonePeople, 'people'>,
  now: Date,
): ZoneStart {
  const { local } = plan;
  const people = { zone, hour };
  if (local === null) return { ...people, at: now, isPast: false, sentence: null };
  const wall = hour === null ? local.wall : { ...local.wall, minute: hour * 60 };
  const { at, sentence } = instantOfWall(zone, wall);
  if (at >= now) return { ...people, at, isPast: false, sentence };
  if (local.past === 'skip') return { ...people, at: null, isPast: true, sentence };
  if (local.past === 'now') return { ...people, at: now, isPast: true, sentence };
  // The next day on which that hour is still to come; a launch that was late by days would else find it over again.
  const today = wallOf(zone, now).day;
  for (const day of [today, today + 1]) {
    const next = instantOfWall(zone, { ...wall, day });
    if (next.at >= now) return { ...people, at: next.at, isPast: true, sentence: next.sentence };
  }
  return { ...people, at: now, isPast: true, sentence };
}

/** Minutes after the start at which a slot opens, in order, and how many people it takes. */
export type Slots = {
  readonly offsets: readonly number[];
  /** Null where everybody is dealt over all slots alike. */
  readonly peopleEach: number | null;
};

// Each slot is a row or some for dispatch: more say nothing that a person would notice.
const mostSlots = 1_440;
export const longestDays = 60;
// The others of a pilot wait for a person, and are given up after the longest days (`planning/schedule/end-pilots.ts`). Their hour lies
// far beyond that, so that a service that was off on that day does not send what nobody has let go.
const beyondPilots = 2 * longestDays;

/**
 * The slots of so many people. Refused where the last would come later than sixty days from the start: consents, rules and
 * what is offered are others by then. `zone` is the one whose mornings count for a drip, so that the hour stays the same
 * when the clocks change.
 */
export function slotsOf(spread: Spread | null, people: number, start: Date, zone: string): Slots {
  if (spread === null || people === 0) return { offsets: [0], peopleEach: null };
  if (spread.kind === 'over') {
    const count = Math.max(1, Math.min(mostSlots, spread.minutes, people));
    return {
      offsets: Array.from({ length: count }, (_, slot) => Math.floor((slot * spread.minutes) / count)),
      peopleEach: null,
    };
  }
  if (spread.kind === 'first')
    return { offsets: [0, spread.minutes ?? beyondPilots * 1_440], peopleEach: spread.people };
  if (spread.kind === 'daily') {
    const days = Math.ceil(people / spread.people);
    refuseLong(days);
    const wall = wallOf(zone, start);
    // The first goes at the start itself: its seconds are not on any wall.
    const offsets = Array.from({ length: days }, (_, day) =>
      day === 0 ? 0 : minutesTo(start, instantOfWall(zone, { ...wall, day: wall.day + day }).at),
    );
    return { offsets, peopleEach: spread.people };
  }
  const minutes = (people / spread.people) * spread.everyMinutes;
  refuseLong(minutes / 1_440);
  // A slot is a minute, or as long as one person takes, or so long that there are not too many of them.
  const each = Math.max(1, spread.everyMinutes / spread.people, Math.ceil(minutes / mostSlots));
  const peopleEach = Math.max(1, Math.floor((each * spread.people) / spread.everyMinutes));
  const slotMinutes = (peopleEach * spread.everyMinutes) / spread.people;
  const count = Math.ceil(people / peopleEach);
  return {
    offsets: Array.from({ length: count }, (_, slot) => Math.floor(slot * slotMinutes)),
    peopleEach,
  };
}

const minutesTo = (start: Date, at: Date) =>
  Math.max(0, Math.round((at.getTime() - start.getTime()) / 60_000));

function refuseLong(days: number): void {
  if (days <= longestDays) return;
  throw new Conflict(
    'schedule.too_long',
    `At that pace the last person would get it in ${Math.ceil(days)} days, and ${longestDays} are the most. Choose a faster pace or fewer people.`,
  );
}
