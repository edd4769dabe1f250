import { allRows, countryRowsOf, houseRow, otherCountriesRow, rowsOf, usFederalRow } from './packs/index.ts';
import { type HoursRow, showWindow, type Week, type Window } from './row.ts';

/**
 * Which rows count. `federal`: the window of the country alone. `statutory`: also the states whose law was read or
 * summarised (A, B), reaches texts and is not lifted by the consent that is on file. `strict`: every row there is.
 */
export const profiles = ['strict', 'statutory', 'federal'] as const;
export type Profile = (typeof profiles)[number];

/** Hours of the operator's own for marketing. A day that is left out stays as the law has it. */
export interface OwnHours {
  readonly id: string;
  /** `US-FL`, `US`, `GB`, or `*` for everywhere. */
  readonly jurisdiction: string;
  readonly week: Partial<Week>;
  readonly reason: string;
}

/** A day on which no marketing may arrive, such as one that a governor proclaimed. */
export interface ProclaimedDay {
  readonly id: string;
  readonly jurisdiction: string;
  /** `2026-12-26`, on the person's own calendar. */
  readonly date: string;
  readonly name: string;
}

/** A jurisdiction to which nothing goes for a time. */
export interface Closure {
  readonly id: string;
  readonly jurisdiction: string;
  readonly from: Date;
  /** null while nobody knows when it ends. */
  readonly to: Date | null;
  readonly reason: string;
  /** Whether transactional and internal texts go all the same. Passwords, emergencies and answers always do. */
  readonly sparesTransactional: boolean;
}

/** What a workspace adds to the packs. All of it can only close what the law leaves open. */
export interface OwnRules {
  readonly profile: Profile;
  /** Purposes whose texts are urgent unless somebody says otherwise: transactional, healthcare, internal. */
  readonly urgentPurposes: readonly string[];
  readonly hours: readonly OwnHours[];
  readonly proclaimedDays: readonly ProclaimedDay[];
  readonly closures: readonly Closure[];
  /** Rows of packs that were imported and approved, each with the days on which it holds. They count beside those of the law. */
  readonly packRows: readonly HoursRow[];
}

export const noOwnRules: OwnRules = {
  profile: 'strict',
  urgentPurposes: [],
  hours: [],
  proclaimedDays: [],
  closures: [],
  packRows: [],
};

/** Whether a rule for `jurisdiction` holds in a place under the law of `country`. */
export const holdsIn = (jurisdiction: string, place: { jurisdiction: string }, law: string): boolean =>
  jurisdiction === '*' || jurisdiction === place.jurisdiction || jurisdiction === law;

const dayNames = { monFri: 'Monday to Friday', sat: 'Saturdays', sun: 'Sundays' } as const;
type DayName = keyof typeof dayNames;

/** Why hours of one's own are refused: one sentence; undefined when they are as strict as the law or stricter. */
export function refuseLooser(own: Pick<OwnHours, 'jurisdiction' | 'week'>): string | undefined {
  const laws = lawsOf(own.jurisdiction);
  for (const day of Object.keys(dayNames) as DayName[]) {
    const window = own.week[day];
    if (window == null) continue;
    if (window.from < 0 || window.to > 1_440 || window.from >= window.to)
      return `${dayNames[day]}: ${showWindow(window)} is no span of a day. Give a beginning before the end, or null for a day without texts.`;
    const looserThan = laws.find((row) => !isWithin(window, row[day]));
    if (looserThan) return looserSentence(window, day, looserThan);
  }
  return undefined;
}

function looserSentence(window: Window, day: DayName, law: HoursRow): string {
  const allowed = law[day] ? `allows ${showWindow(law[day])}` : 'allows none';
  return `${showWindow(window)} on ${dayNames[day]} is looser than the law: ${law.name} ${allowed} (${law.source}). Your own hours can only be stricter.`;
}

const isWithin = (inner: Window, outer: Window | null): boolean =>
  outer !== null && inner.from >= outer.from && inner.to <= outer.to;

/** Why a row of an edited pack is refused: it would promise more than the law that it stands beside. Null where it is as strict. */
export function looserThanLaw(row: HoursRow): string | null {
  const laws = lawsOf(row.jurisdiction).filter((law) => overlap(law, row));
  for (const day of Object.keys(dayNames) as DayName[]) {
    const window = row[day];
    const looserThan = window && laws.find((law) => !isWithin(window, law[day]));
    if (window && looserThan) return looserSentence(window, day, looserThan);
  }
  const own = laws.find((law) => law.id === row.id);
  if (own?.holidays && own.holidays.id !== row.holidays?.id)
    return `${own.name} closes on the days of ${own.holidays.id} (${own.source}), and the row leaves them out.`;
  if (own && own.zone !== row.zone)
    return `${own.name} keeps ${own.zone ?? 'the person’s own clock'} (${own.source}), and the row another one.`;
  return null;
}

const overlap = (law: HoursRow, row: HoursRow): boolean =>
  (law.validTo === null || row.validFrom === null || row.validFrom < law.validTo) &&
  (row.validTo === null || law.validFrom === null || law.validFrom < row.validTo);

function lawsOf(jurisdiction: string): readonly HoursRow[] {
  if (jurisdiction === '*' || jurisdiction === 'house') return [houseRow];
  if (jurisdiction === 'default') return [otherCountriesRow];
  const country = jurisdiction.slice(0, 2);
  const national = country === 'US' ? [usFederalRow] : countryRowsOf(country);
  return jurisdiction.length === 2 ? national : [...national, ...rowsOf(jurisdiction)];
}

/** The jurisdictions that have a row of their own, for whoever lists the rules. */
export const ruledJurisdictions: readonly string[] = [...new Set(allRows.map((row) => row.jurisdiction))];
