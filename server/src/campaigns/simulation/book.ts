import type { Route } from '@tidings/carrier/without-port';
import { readReply } from '@tidings/sms';
import { countryOfNumber } from '@tidings/sms/countries';
import type { Pace } from '../../senders/index.ts';
import type { CostGroup } from '../flight/flight-cost.ts';
import { minuteAt } from './judge.ts';
import type { Passenger } from './passenger.ts';

/** Where somebody of the audience ends up; everybody in exactly one place. */
export const places = [
  ...(['excluded', 'dropped', 'waiting', 'refused', 'unknown'] as const),
  ...(['delivered', 'undelivered', 'failed', 'rejected', 'expired', 'no_receipt'] as const),
] as const;
export type Place = (typeof places)[number];

/** Those whose text the carrier took. */
export const takenPlaces: ReadonlySet<Place> = new Set([
  ...(['delivered', 'undelivered', 'failed', 'rejected', 'expired', 'no_receipt'] as const),
]);

export type PlaceLine = { readonly place: Place; readonly reason: string | null; readonly people: number };

export type HourLine = {
  readonly fromMs: number;
  /** Texts handed over, once for each time, and their parts. */
  handedOver: number;
  parts: number;
  delivered: number;
  failed: number;
  replies: number;
  optOuts: number;
};

export type HeldLine = {
  readonly reason: string;
  readonly zones: readonly string[];
  readonly untilMs: number;
  readonly people: number;
};

/** A text at an hour of the day where the person may be. */
export type LocalText = { readonly minute: number; readonly zone: string; readonly atMs: number };

/** What somebody typed, as Tidings would read it. */
export type Replies = { readonly optOuts: number; readonly optOutsToJudge: number; readonly others: number };

export type Sums = {
  readonly places: readonly PlaceLine[];
  readonly hours: readonly HourLine[];
  readonly held: readonly HeldLine[];
  readonly heldPeople: number;
  readonly texts: { readonly handedOver: number; readonly taken: number; readonly parts: number };
  readonly retries: readonly { readonly reason: string; readonly count: number }[];
  readonly answersLost: number;
  readonly replies: Replies;
  readonly cost: readonly CostGroup[];
  readonly firstMs: number | null;
  readonly lastMs: number | null;
  readonly settledMs: number | null;
  readonly earliest: LocalText | null;
  readonly latest: LocalText | null;
  /** How many texts waited for which limit. */
  readonly waitedFor: readonly { readonly pace: Pace; readonly texts: number }[];
};

export type Book = ReturnType<typeof openBook>;

const hourMs = 3_600_000;

/** Adds up what becomes of everybody, in the memory of the lines of a report. */
export function openBook() {
  const ends = new Map<string, { place: Place; reason: string | null; people: number }>();
  const hours = new Map<number, HourLine>();
  const held = new Map<
    string,
    { reason: string; zones: readonly string[]; untilMs: number; people: number }
  >();
  const retries = new Map<string, number>();
  const waited = new Map<Pace, number>();
  const cost = new Map<string, CostGroup & { people: number }>();
  const clock = openLocalHours();
  const readings = openReadings();
  const replies = { optOuts: 0, optOutsToJudge: 0, others: 0 };
  const texts = { handedOver: 0, taken: 0, parts: 0 };
  let [heldPeople, answersLost] = [0, 0];
  let firstMs: number | null = null;
  let lastMs: number | null = null;
  let settledMs: number | null = null;

  const hourOf = (ms: number): HourLine => {
    const fromMs = Math.floor(ms / hourMs) * hourMs;
    const line = hours.get(fromMs) ?? {
      ...{ fromMs, handedOver: 0, parts: 0, delivered: 0, failed: 0, replies: 0, optOuts: 0 },
    };
    hours.set(fromMs, line);
    return line;
  };

  const end = (place: Place, reason: string | null = null, people = 1): void => {
    const key = `${place} ${reason}`;
    const line = ends.get(key) ?? { place, reason, people: 0 };
    ends.set(key, line);
    line.people += people;
  };

  function reply(atMs: number, body: string): void {
    const reading = readings(body);
    const hour = hourOf(atMs);
    hour.replies += 1;
    if (reading === 'optOuts') hour.optOuts += 1;
    replies[reading] += 1;
  }

  function addCost({ number, parts, isMms }: Passenger): void {
    const country = countryOfNumber(number);
    const kind = isMms ? 'mms' : 'sms';
    const key = `${country} ${parts} ${kind}`;
    const group = cost.get(key) ?? { country, parts, kind, people: 0, isCertain: true };
    cost.set(key, group);
    group.people += 1;
  }

  return {
    end,
    /** Counts whoever is held by why, where and until when; whoever is held again is counted once. */
    hold(reason: string, zones: readonly string[], untilMs: number): void {
      const key = `${reason} ${zones.join()} ${untilMs}`;
      const line = held.get(key) ?? { reason, zones, untilMs, people: 0 };
      held.set(key, line);
      line.people += 1;
      heldPeople += 1;
    },
    leave(one: Passenger, atMs: number, zones: readonly string[], heldBy: Pace | null): void {
      const hour = hourOf(atMs);
      hour.handedOver += 1;
      hour.parts += one.parts;
      texts.handedOver += 1;
      firstMs ??= atMs;
      lastMs = Math.max(lastMs ?? atMs, atMs);
      if (heldBy) waited.set(heldBy, (waited.get(heldBy) ?? 0) + 1);
      clock.add(zones, atMs);
    },
    retry(reason: string): void {
      retries.set(reason, (retries.get(reason) ?? 0) + 1);
    },
    loseAnswer(): void {
      answersLost += 1;
    },
    /** The carrier took it: what becomes of it, and what the person types, are told in the hours in which they happen. */
    take(one: Passenger, atMs: number, route: Route, said: { body: string; afterMs: number } | null): void {
      texts.taken += 1;
      texts.parts += one.parts;
      addCost(one);
      const endsMs = atMs + route.settledAfterMs;
      settledMs = Math.max(settledMs ?? endsMs, endsMs);
      const isHeard = route.receipts.length > 0 && !route.isLost;
      if (isHeard) end(route.outcome, route.errorCode);
      else end('no_receipt');
      if (isHeard && route.outcome === 'delivered') hourOf(endsMs).delivered += 1;
      else if (isHeard) hourOf(endsMs).failed += 1;
      if (said) reply(atMs + said.afterMs, said.body);
    },
    sums: (): Sums => ({
      ...{
        texts: { ...texts },
        replies: { ...replies },
        heldPeople,
        answersLost,
        firstMs,
        lastMs,
        settledMs,
      },
      places: [...ends.values()].sort(byPlace),
      hours: [...hours.values()].sort((one, other) => one.fromMs - other.fromMs),
      held: [...held.values()].sort((one, other) => one.untilMs - other.untilMs || other.people - one.people),
      retries: [...retries].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count),
      cost: [...cost.values()],
      ...clock.ends(),
      waitedFor: [...waited]
        .map(([pace, count]) => ({ pace, texts: count }))
        .sort((a, b) => b.texts - a.texts),
    }),
  };
}

const byPlace = (one: PlaceLine, other: PlaceLine) =>
  places.indexOf(one.place) - places.indexOf(other.place) || other.people - one.people;

/** The earliest and the latest hour of the day, by the clocks of every zone in which a person may be. */
function openLocalHours() {
  let earliest: LocalText | null = null;
  let latest: LocalText | null = null;
  return {
    add(zones: readonly string[], atMs: number): void {
      for (const zone of zones) {
        const minute = minuteAt(zone, atMs);
        if (!earliest || minute < earliest.minute) earliest = { minute, zone, atMs };
        if (!latest || minute > latest.minute) latest = { minute, zone, atMs };
      }
    },
    ends: () => ({ earliest, latest }),
  };
}

/** What Tidings makes of a reply; people type a few wordings, each of which is read once. */
function openReadings(): (body: string) => keyof Replies {
  const known = new Map<string, keyof Replies>();
  return (body) => {
    const before = known.get(body);
    if (before) return before;
    const { action } = readReply(body);
    const isOptOut = action === 'optout' || action === 'wrong_number';
    const reading = isOptOut
      ? 'optOuts'
      : action === 'ask' || action === 'hold'
        ? 'optOutsToJudge'
        : 'others';
    known.set(body, reading);
    return reading;
  };
}

/** Everybody in exactly one place: the sum of all places is the audience. Throws RangeError where it is not. */
export function proveWhole(sums: Pick<Sums, 'places' | 'texts'>, chosen: number): void {
  const all = sum(sums.places);
  const taken = sum(sums.places.filter(({ place }) => takenPlaces.has(place)));
  if (all !== chosen) throw new RangeError(`Of ${chosen} people of the audience ${all} are in a place.`);
  if (taken !== sums.texts.taken)
    throw new RangeError(`The carrier took ${sums.texts.taken} texts, and ${taken} have an end.`);
}

const sum = (lines: readonly { readonly people: number }[]) =>
  lines.reduce((all, { people }) => all + people, 0);
