import { type Hours, openHours, type TimedText } from './hours.ts';
import type { PeopleOfAPlace } from './hours-table.ts';
import { noOwnRules, type OwnRules } from './own-rules.ts';
import { allRows } from './packs/index.ts';
import type { HoursRow } from './row.ts';
import { dayOfDate } from './written-row.ts';
import { instantOf, wallMsAt } from './zone-time.ts';

/** A rule that begins or ends between two days, or a day of its own that lies there. */
export interface RuleChange {
  readonly what: 'begins' | 'ends' | 'holds_on';
  /** The first day on which it is so: `2027-01-01`. */
  readonly on: string;
  readonly rule: string;
  readonly jurisdiction: string;
  readonly name: string;
  readonly source: string | null;
}

/** Every rule that begins or ends after `from` and up to and with `to`, of the law and of the workspace, by day. */
export function ruleChanges(own: OwnRules, from: string, to: string): readonly RuleChange[] {
  const isWithin = (date: string | null): date is string => date !== null && date > from && date <= to;
  const ofRow =
    (prefix: string) =>
    (row: HoursRow): RuleChange[] => {
      const told = {
        rule: `${prefix}${row.id}`,
        jurisdiction: row.jurisdiction,
        name: row.name,
        source: row.source,
      };
      return [
        ...(isWithin(row.validFrom) ? [{ ...told, what: 'begins' as const, on: row.validFrom }] : []),
        ...(isWithin(row.validTo) ? [{ ...told, what: 'ends' as const, on: row.validTo }] : []),
      ];
    };
  const days = own.proclaimedDays
    .filter(({ date }) => isWithin(date))
    .map(
      ({ id, jurisdiction, name, date }): RuleChange => ({
        ...{ what: 'holds_on', on: date, rule: `own.day.${id}`, jurisdiction, name, source: null },
      }),
    );
  const closures = own.closures.flatMap(
    ({ id, jurisdiction, reason, from: starts, to: ends }): RuleChange[] => {
      const told = { rule: `own.closure.${id}`, jurisdiction, name: reason, source: null };
      const [first, last] = [dateOf(starts), ends && dateOf(ends)];
      return [
        ...(isWithin(first) ? [{ ...told, what: 'begins' as const, on: first }] : []),
        ...(isWithin(last) ? [{ ...told, what: 'ends' as const, on: last }] : []),
      ];
    },
  );
  return [...allRows.flatMap(ofRow('')), ...own.packRows.flatMap(ofRow('pack.')), ...days, ...closures].sort(
    (one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : one.rule < other.rule ? -1 : 1),
  );
}

const dateOf = (at: Date): string => at.toISOString().slice(0, 10);

/** When texts may arrive on a day: minutes of the day on the wall, half-open. */
export type OpenSpans = readonly (readonly [from: number, until: number])[];

/** People whose day differs under the rules of two days. */
export interface ChangedPeople {
  readonly jurisdictions: readonly string[];
  readonly zones: readonly string[];
  readonly people: number;
  readonly effect: 'stricter' | 'looser' | 'mixed';
  readonly before: OpenSpans;
  readonly after: OpenSpans;
}

/**
 * Whose hours on the day `on` are other by the rules of that day than they would be if the rules of `from` still held:
 * what the weekday or a holiday does on both sides is no change. People alike stand in one line, the many first.
 */
export function changedPeople(
  own: OwnRules,
  groups: Iterable<PeopleOfAPlace>,
  from: string,
  on: string,
): readonly ChangedPeople[] {
  const before = openHours(asOf(own, from), dayOfDate(from));
  const after = openHours(own);
  const lines = new Map<string, ChangedPeople>();
  for (const { text, people } of groups) {
    const [one, other] = [spansOn(before, text, on), spansOn(after, text, on)];
    if (isAlike(one, other)) continue;
    const { asked } = after.standingOf(text, new Date(`${on}T00:00:00Z`));
    const { kind, places } = asked.candidates;
    const jurisdictions =
      kind === 'known' ? [...new Set(places.map((place) => place.jurisdiction))].sort() : [kind];
    const zones = [...new Set(places.flatMap((place) => place.zones))].sort();
    const key = JSON.stringify([jurisdictions, zones, one, other]);
    const known = lines.get(key)?.people ?? 0;
    const effect = effectOf(one, other);
    lines.set(key, { jurisdictions, zones, people: known + people, effect, before: one, after: other });
  }
  return [...lines.values()].sort((a, b) => b.people - a.people);
}

/** The rules of a workspace as they stood on a day: what had not begun is left out, what had not ended goes on. */
function asOf(own: OwnRules, date: string): OwnRules {
  const end = Date.parse(`${date}T23:59:59Z`);
  return {
    ...noOwnRules,
    ...own,
    proclaimedDays: own.proclaimedDays.filter((day) => day.date <= date),
    closures: own.closures
      .filter(({ from, to }) => from.getTime() <= end && (to === null || to.getTime() > end))
      .map((closure) => ({ ...closure, to: null })),
  };
}

/** Walks from opening to closing through one day, on the first clock that the person may have. */
function spansOn(hours: Hours, text: TimedText, date: string): OpenSpans {
  const day = dayOfDate(date);
  const zone = hours.standingOf(text, new Date(day * 86_400_000)).asked.candidates.places[0]?.zones[0];
  if (zone === undefined) return [];
  const [start, end] = [instantOf(zone, day, 0), instantOf(zone, day, 1_440)];
  const spans: [number, number][] = [];
  let now = start;
  while (now < end) {
    const { decision, untilMs } = hours.verdictOf(text, new Date(now));
    const until = Math.min(end, Math.max(untilMs ?? end, now + 60_000));
    if (decision === 'allow')
      spans.push([minuteAt(zone, now, day), until === end ? 1_440 : minuteAt(zone, until, day)]);
    now = until;
  }
  return spans;
}

const minuteAt = (zone: string, ms: number, day: number): number =>
  Math.round((wallMsAt(zone, ms) - day * 86_400_000) / 60_000);

const isAlike = (one: OpenSpans, other: OpenSpans): boolean => JSON.stringify(one) === JSON.stringify(other);

function effectOf(before: OpenSpans, after: OpenSpans): ChangedPeople['effect'] {
  const isInside = (inner: OpenSpans, outer: OpenSpans) =>
    inner.every(([from, until]) => outer.some(([start, end]) => start <= from && until <= end));
  if (isInside(after, before)) return 'stricter';
  return isInside(before, after) ? 'looser' : 'mixed';
}
