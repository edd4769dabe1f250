import { type Candidates, lawOf, type Place } from '../places/candidates.ts';
import { type Closure, holdsIn, type OwnHours, type OwnRules, type Profile } from './own-rules.ts';
import { countryRowsOf, houseRow, otherCountriesRow, rowsOf, usFederalRow } from './packs/index.ts';
import { type DayHours, type HoursRow, rowHours, type Window, weekHours } from './row.ts';
import { dayOfDate } from './written-row.ts';

/** One rule on one clock: what it says of each day. Everything that is asked about a text is a list of these. */
export interface Rule {
  readonly id: string;
  readonly version: string;
  readonly name: string;
  readonly zone: string;
  hoursOn(day: number): DayHours;
}

const wholeDay: DayHours = { window: { from: 0, to: 1_440 }, because: null };
const ownVersion = 'own';

/**
 * The rules that a marketing text to one of these places meets, each once, the country's before the states'. With `asOf`
 * every row is the one that holds on that day, whatever day is asked about.
 */
export function lawRules(candidates: Candidates, own: OwnRules, asOf?: number): readonly Rule[] {
  const { places } = candidates;
  const rules = [
    ...places.flatMap((place) => rowRules(nationalRows(place), place.zones, asOf)),
    ...places.flatMap((place) => rowRules(stateRows(place, own.profile), place.zones, asOf)),
    ...places.flatMap((place) => rowRules(packRowsOf(place, own), place.zones, asOf)),
    ...places.flatMap((place) => ownRulesOf(place, own)),
  ];
  return [...new Map(rules.map((rule) => [`${rule.id} ${rule.version} ${rule.zone}`, rule])).values()];
}

/** The plain window of the day, wherever the person is. */
export function houseRules(candidates: Candidates, own: OwnRules, asOf?: number): readonly Rule[] {
  const zones = new Set(candidates.places.flatMap((place) => place.zones));
  const packed = own.packRows.filter(({ jurisdiction }) => jurisdiction === 'house');
  return rowRules([[houseRow], ...versionsOf(packed)], [...zones], asOf);
}

/** The hours that a person asked for, on every clock they may have. */
export function wishRules(candidates: Candidates, wish: Window): readonly Rule[] {
  const zones = new Set(candidates.places.flatMap((place) => place.zones));
  const hoursOn = (): DayHours => ({ window: wish, because: null });
  const rule = { id: 'own.wish', version: ownVersion, name: 'What the person asked for' };
  return [...zones].map((zone) => ({ ...rule, zone, hoursOn }));
}

/** The closures that hold up a text of this purpose to one of these places. */
export function closuresOf(candidates: Candidates, own: OwnRules, purpose: string): readonly Closure[] {
  if (own.closures.length === 0) return [];
  return own.closures.filter(
    (closure) =>
      !(closure.sparesTransactional && (purpose === 'transactional' || purpose === 'internal')) &&
      candidates.places.some((place) => holdsIn(closure.jurisdiction, place, lawOf(place))),
  );
}

type Versions = readonly HoursRow[];

function nationalRows(place: Place): readonly Versions[] {
  const law = lawOf(place);
  return [law === 'US' ? [usFederalRow] : countryRowsOf(law)];
}

function stateRows(place: Place, profile: Profile): readonly Versions[] {
  if (profile === 'federal') return [];
  const rows = rowsOf(place.jurisdiction);
  if (place.jurisdiction.length === 2) return [];
  const counted = profile === 'strict' ? rows : rows.filter(isStatutory);
  return counted.length > 0 ? [counted] : [];
}

/** Rows of imported packs for a place: those of its state, of its country, or of countries without a row where it has none. */
function packRowsOf(place: Place, { packRows }: OwnRules): readonly Versions[] {
  if (packRows.length === 0) return [];
  const law = lawOf(place);
  const isRuled = law === 'US' || countryRowsOf(law)[0] !== otherCountriesRow;
  return versionsOf(
    packRows.filter(
      ({ jurisdiction }) =>
        jurisdiction === place.jurisdiction ||
        jurisdiction === law ||
        (jurisdiction === 'default' && !isRuled),
    ),
  );
}

/** Each pack by itself, so that the trace names the one that held; never in the place of a row that comes with Tidings. */
const versionsOf = (rows: readonly HoursRow[]): readonly Versions[] => [
  ...Map.groupBy(
    rows.map((row) => ({ ...row, id: `pack.${row.id}`, name: `${row.name} (${row.version})` })),
    ({ id, version }) => `${id} ${version}`,
  ).values(),
];

const isStatutory = (row: HoursRow): boolean =>
  (row.confidence === 'A' || row.confidence === 'B') && row.reachesTexts === 'yes' && !row.isLiftedByConsent;

/** Versions of a rule are told apart by their dates, so that a day of next year meets the rule of next year. */
function rowRules(rows: readonly Versions[], zones: readonly string[], asOf?: number): Rule[] {
  return rows.flatMap((versions) => {
    const dated = versions.map((row) => ({
      row,
      from: row.validFrom === null ? Number.NEGATIVE_INFINITY : dayOfDate(row.validFrom),
      to: row.validTo === null ? Number.POSITIVE_INFINITY : dayOfDate(row.validTo),
    }));
    const hoursOn = (day: number): DayHours => {
      const at = asOf ?? day;
      const valid = dated.find(({ from, to }) => from <= at && at < to);
      return valid ? rowHours(valid.row, day) : wholeDay;
    };
    const first = versions[0];
    if (!first) return [];
    const { id, version, name } = first;
    const clocks = first.zone === null ? zones : [first.zone];
    return clocks.map((zone) => ({ id, version, name, zone, hoursOn }));
  });
}

function ownRulesOf(place: Place, own: OwnRules): readonly Rule[] {
  const law = lawOf(place);
  const hours = own.hours.filter((rule) => holdsIn(rule.jurisdiction, place, law));
  const days = own.proclaimedDays.filter((day) => holdsIn(day.jurisdiction, place, law));
  return place.zones.flatMap((zone) => [
    ...hours.map((rule) => ({
      ...{ id: `own.hours.${rule.id}`, version: ownVersion, name: `Your own hours (${rule.reason})`, zone },
      hoursOn: (day: number) => ownHoursOn(rule, day),
    })),
    ...days.map(({ id, name, date }) => ({
      ...{ id: `own.day.${id}`, version: ownVersion, name: 'Proclaimed days', zone },
      hoursOn: (day: number): DayHours =>
        day === dayOfDate(date) ? { window: null, because: `on ${name}` } : wholeDay,
    })),
  ]);
}

function ownHoursOn({ week }: OwnHours, day: number): DayHours {
  const all = { from: 0, to: 1_440 };
  const { monFri = all, sat = all, sun = all } = week;
  return weekHours({ monFri, sat, sun }, day);
}
