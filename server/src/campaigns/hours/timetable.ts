import { countOf } from '../../platform/count-of.ts';
import { Problem } from '../../platform/errors.ts';
import type { ArmedPlan } from './armed-plan.ts';
import {
  isPilot,
  longestDays,
  type OwnHours,
  type Slots,
  slotsOf,
  startOfZone,
  type ZonePeople,
  type ZoneStart,
} from './hour-plan.ts';

/** From when on each of the people of a scheduled campaign may get it, as its launch would decide. */
export type Timetable = ArmedPlan & {
  /** The campaign, by whose lot people come after one another. */
  readonly runId: string;
  readonly own: OwnHours | null;
  readonly fallbackZone: string;
  readonly zones: readonly (ZoneStart & { readonly people: number })[];
  readonly slots: Slots;
  /** From when on the last of them may get it; of a pilot, the last of the first. */
  readonly lastAt: Date;
  /** Whoever is planned for then or later waits until somebody lets them go on; null where nobody does. */
  readonly goOnMs: number | null;
  readonly sentences: readonly string[];
  /** Why it would not start like this; null where it would. */
  readonly refusal: { readonly code: string; readonly sentence: string } | null;
};

type Audience = Pick<Timetable, 'runId' | 'own' | 'fallbackZone'> & { readonly zones: readonly ZonePeople[] };

const minuteMs = 60_000;
const everybodyAtOnce: Slots = { offsets: [0], peopleEach: null };

/** Decides as the launch will, from people as they are now. */
export function timetableOf(armed: ArmedPlan, audience: Audience): Timetable {
  const { plan, startsAt, mostPeople } = armed;
  const zones = audience.zones.map((one) => ({
    ...startOfZone(plan, one, startsAt),
    people: one.people,
  }));
  const people = peopleOf(zones.filter(({ at }) => at !== null));
  const { slots, refusal } = dealSlots(armed, people, audience.fallbackZone);
  const first = plan.spread?.kind === 'first' && isPilot(plan) ? plan.spread.people : null;
  const last = Math.max(startsAt.getTime(), ...zones.map(({ at }) => at?.getTime() ?? 0));
  const tooMany = {
    code: 'campaign.more_people',
    sentence: `${countOf(people, 'person', 'people')} would receive it, and its schedule allows ${mostPeople} at most. Schedule it again with the number that you mean.`,
  };
  return {
    ...armed,
    ...{ runId: audience.runId, own: audience.own, fallbackZone: audience.fallbackZone, zones, slots },
    lastAt: new Date(last + (first !== null ? 0 : (slots.offsets.at(-1) ?? 0)) * minuteMs),
    goOnMs: first !== null ? startsAt.getTime() + longestDays * 1_440 * minuteMs : null,
    sentences: [
      ...new Set([
        ...pastInWords(armed, zones),
        ...(first === null ? [] : [pilotInWords(first, people)]),
        ...zones.flatMap(({ sentence }) => sentence ?? []),
      ]),
    ],
    refusal: refusal ?? (people > mostPeople ? tooMany : null),
  };
}

/** An audience that has grown may take longer at its pace than a launch allows. */
function dealSlots(
  { plan, startsAt }: ArmedPlan,
  people: number,
  zone: string,
): Pick<Timetable, 'slots' | 'refusal'> {
  try {
    return { slots: slotsOf(plan.spread, people, startsAt, zone), refusal: null };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { slots: everybodyAtOnce, refusal: { code: error.code, sentence: error.message } };
  }
}

const fates = {
  now: 'get it as soon as it starts',
  next_day: 'get it at that hour on the next day',
  skip: 'are left out',
} as const;

function pastInWords({ plan }: ArmedPlan, zones: Timetable['zones']): string[] {
  const past = peopleOf(zones.filter(({ isPast }) => isPast));
  if (past === 0 || !plan.local) return [];
  return [
    `For ${countOf(past, 'person', 'people')} that hour is over where they are when it starts: they ${fates[plan.local.past]}.`,
  ];
}

function pilotInWords(first: number, people: number): string {
  const others = Math.max(0, people - first);
  return `The others (${countOf(others, 'person', 'people')}) wait until somebody lets them go on. Nobody can say when that is, so they are in no hour and no end that is told here.`;
}

/** What cannot be known before it starts: whoever answers for the first time until then goes at an hour of their own. */
export function unknownHoursInWords({ own }: Pick<Timetable, 'own'>, people: number): string[] {
  if (own === null || people === 0) return [];
  const { others, from, to } = own;
  const hour = `${String(Math.min(Math.max(others, from), to)).padStart(2, '0')}:00`;
  return [
    `Nobody knows yet when ${countOf(people, 'person', 'people')} like to answer: they are counted at ${hour} on their clock, the hour of everybody, and go at their own if they answer something before it starts.`,
  ];
}

const peopleOf = (zones: Timetable['zones']) => zones.reduce((sum, { people }) => sum + people, 0);
