import {
  type HourPlan,
  type HourRange,
  instantOfWall,
  isPilot,
  readWall,
  type Spread,
  slotsOf,
  startOfZone,
  type Wall,
  type WhenPast,
  type ZonePeople,
  type ZoneStart,
} from '../../campaigns/index.ts';
import { Invalid } from '../../platform/errors.ts';
import type { Told } from './schedule.ts';

/** What somebody asks for. At most one of `at`, `wall`, `local` and `best`; none of them means now. */
export type ScheduleWish = {
  readonly at?: Date;
  readonly wall?: { readonly text: string; readonly zone: string | null };
  readonly local?: { readonly text: string; readonly past: WhenPast };
  /** On a day (2026-12-01) each person at their own best hour; `otherwise` is the hour while nobody has answered anything. */
  readonly best?: { readonly day: string; readonly otherwise: number; readonly past: WhenPast } & HourRange;
  /** How long it can be taken back before the first text. */
  readonly recallMinutes: number;
  readonly spread: Spread | FirstShare | null;
};

/** A share of the people first, drawn by lot; the others as with a number of them. */
export type FirstShare = {
  readonly kind: 'share';
  readonly percent: number;
  readonly minutes: number | null;
};

export type Known = {
  readonly now: Date;
  readonly workspaceZone: string;
  readonly people: number;
  readonly zones: readonly ZonePeople[];
};

export type Start = { readonly startsAt: Date; readonly plan: HourPlan; readonly told: Told };

const minuteMs = 60_000;
/** Eighteen months: what is planned for later than that will be planned anew. */
const furthestMs = 548 * 86_400_000;

/** When it starts, and what there is to say of it. Refuses hours that are over, that no clock shows, or too far away. */
export function decideStart(wish: ScheduleWish, known: Known): Start {
  refuseBoth(wish);
  const plan: HourPlan = { local: localOf(wish), spread: spreadFor(wish.spread, known.people) };
  const { startsAt, sentences, zones } = plan.local
    ? startOfLocal(plan, wish, known)
    : { ...startOfAll(wish, known), zones: null };
  if (startsAt.getTime() - known.now.getTime() > furthestMs)
    throw invalid('schedule.too_far', 'A campaign can be scheduled for the next eighteen months.', '/at');
  const { offsets } = slotsOf(plan.spread, known.people, startsAt, known.workspaceZone);
  const last = Math.max(startsAt.getTime(), ...(zones ?? []).map(({ at }) => at?.getTime() ?? 0));
  // The others of a pilot go when somebody says so: nobody knows when that is.
  const waitsForWord = isPilot(plan);
  const lastAt = new Date(last + (waitsForWord ? 0 : (offsets.at(-1) ?? 0)) * minuteMs).toISOString();
  const told: Told = {
    zones: zones && toldZones(zones, known.zones),
    lastAt,
    sentences: [
      ...new Set([
        ...sentences,
        ...(waitsForWord ? [pilotSentence] : []),
        ...(zones ?? []).flatMap(({ sentence }) => sentence ?? []),
      ]),
    ],
  };
  return { startsAt, plan, told };
}

const pilotSentence =
  'Only the first people get it by itself. The others wait until somebody lets them go on; where nobody does within sixty days, they never get it.';

/** A share is of the people whom the check has found; of more by then no more go first. */
function spreadFor(spread: ScheduleWish['spread'], people: number): Spread | null {
  if (spread?.kind !== 'share') return spread;
  const first = Math.max(1, Math.round((people * spread.percent) / 100));
  return { kind: 'first', people: first, minutes: spread.minutes };
}

function refuseBoth({ at, wall, local, best, spread }: ScheduleWish): void {
  if ([at, wall, local, best].filter((one) => one !== undefined).length > 1)
    throw invalid(
      'schedule.two_hours',
      'Give one of at, wall, local and best_hours: a campaign starts once.',
      '/at',
    );
  if ((local || best) && spread && spread.kind !== 'over')
    throw invalid(
      'schedule.local_and_pace',
      'At the hours of its people a campaign can be spread over minutes, and not paced besides: each zone would have a pace of its own. Use over_minutes.',
      '/over_minutes',
    );
}

export function localOf({ local, best }: Pick<ScheduleWish, 'local' | 'best'>): HourPlan['local'] {
  if (best) {
    const { day, otherwise, from, to, past } = best;
    if (from > to)
      throw invalid(
        'schedule.bad_range',
        'The first hour of the day is after the last. Give `from` and `to` as in 9 and 20.',
        '/best_hours',
      );
    const wall = wallOfText(`${day}T${String(otherwise).padStart(2, '0')}:00`, '/best_hours/day');
    return { wall, past, best: { from, to } };
  }
  return local ? { wall: wallOfText(local.text, '/local'), past: local.past } : null;
}

function startOfAll({ at, wall, recallMinutes }: ScheduleWish, { now, workspaceZone }: Known) {
  const soonest = new Date(now.getTime() + recallMinutes * minuteMs);
  if (at) {
    refusePast(at, now, '/at');
    return { startsAt: later(at, soonest), sentences: [] };
  }
  if (!wall) return { startsAt: soonest, sentences: [] };
  const found = instantOfWall(wall.zone ?? workspaceZone, wallOfText(wall.text, '/wall'));
  refusePast(found.at, now, '/wall');
  return { startsAt: later(found.at, soonest), sentences: found.sentence === null ? [] : [found.sentence] };
}

/** The first hour of anybody, as far as it is to come: whoever is past has been decided about by then. */
function startOfLocal(plan: HourPlan, { recallMinutes }: ScheduleWish, known: Known) {
  const { now } = known;
  const soonest = new Date(now.getTime() + recallMinutes * minuteMs);
  // As of then, and not of now: the launch will find the hours over that pass while it can still be taken back.
  const zones = known.zones.map((people) => startOfZone(plan, people, soonest));
  const hours = zones.flatMap(({ at }) => (at === null ? [] : [at]));
  if (hours.length === 0)
    throw invalid(
      'schedule.past',
      `That hour is over for everybody${recallMinutes > 0 ? ' once it can no longer be taken back' : ''}, and people whose hour is over are to be left out. Choose a later one.`,
      '/local',
    );
  const first = new Date(Math.min(...hours.map((at) => at.getTime())));
  return { startsAt: later(first, soonest), sentences: [] as string[], zones };
}

function toldZones(zones: readonly ZoneStart[], people: Known['zones']): Told['zones'] {
  return zones.map(({ zone, hour, at, sentence }, place) => ({
    zone,
    hour,
    people: people[place]?.people ?? 0,
    at: at?.toISOString() ?? null,
    sentence,
  }));
}

function wallOfText(text: string, pointer: string): Wall {
  const wall = readWall(text);
  if (wall) return wall;
  throw invalid('schedule.bad_hour', 'Write the hour as clocks show it, such as 2026-12-01T10:00.', pointer);
}

// A minute for the way here: “now” of a minute ago is now.
function refusePast(at: Date, now: Date, pointer: string): void {
  if (at.getTime() >= now.getTime() - minuteMs) return;
  throw invalid('schedule.past', `That hour is over: it is ${now.toISOString()} now.`, pointer);
}

const later = (one: Date, other: Date) => (one > other ? one : other);

const invalid = (code: string, sentence: string, pointer: string) =>
  new Invalid(code, sentence, [{ pointer, code, detail: sentence }]);
