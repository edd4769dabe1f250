import type { Hours, TimedText } from './hours.ts';

/** How many people of one kind a text goes to. */
export interface PeopleOfAPlace {
  readonly text: TimedText;
  readonly people: number;
}

/** One line: who gets the text now or is held until when. */
export interface HoursLine {
  readonly jurisdictions: readonly string[];
  readonly zones: readonly string[];
  readonly decision: 'allow' | 'hold' | 'drop';
  /** Of a hold: when it may go. Of what may go: when its window closes; null where it has no end. */
  readonly until: Date | null;
  /** The text is only looked at again then. */
  readonly isOpeningUnknown: boolean;
  readonly people: number;
}

const order = { allow: 0, hold: 1, drop: 2 } as const;

/**
 * Who gets a text at an instant, and who is held until when: people of the same places with the same answer in one line,
 * those who get it now first, then by hour, then the many before the few.
 */
export function hoursTable(hours: Hours, people: Iterable<PeopleOfAPlace>, at: Date): readonly HoursLine[] {
  const lines = new Map<string, HoursLine>();
  for (const { text, people: count } of people) {
    const { asked, verdict } = hours.standingOf(text, at);
    const { places, kind } = asked.candidates;
    const jurisdictions =
      kind === 'known' ? [...new Set(places.map((place) => place.jurisdiction))].sort() : [kind];
    const zones = [...new Set(places.flatMap((place) => place.zones))].sort();
    const { decision, untilMs, isOpeningUnknown = false } = verdict;
    const key = `${jurisdictions.join()} ${zones.join()} ${decision} ${untilMs}`;
    const before = lines.get(key)?.people ?? 0;
    const until = untilMs === null ? null : new Date(untilMs);
    lines.set(key, { jurisdictions, zones, decision, until, isOpeningUnknown, people: before + count });
  }
  return [...lines.values()].sort(
    (one, other) =>
      order[one.decision] - order[other.decision] ||
      (one.until?.getTime() ?? 0) - (other.until?.getTime() ?? 0) ||
      other.people - one.people,
  );
}
