import type { Hours, TimedText } from '@tidings/policy/hours';
import { languageField, render, type Template } from '@tidings/sms';
import { countryOfNumber } from '@tidings/sms/countries';
import { isMarketing, whereaboutsOf } from '../../compliance/index.ts';
import { preferencesField } from '../../contacts/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import type { CampaignMms } from '../campaign-mms.ts';
import { addText, type Estimate, openTally } from '../estimate.ts';
import type { Timetable } from '../hours/timetable.ts';
import type { LoadedContent } from '../load-question.ts';
import type { LinkOf } from '../scan-audience.ts';
import { openSelling, type Selling } from '../selling-values.ts';
import { noStandings, type StandingCounts } from '../standing.queries.ts';
import type { Finding } from '../text-problems.ts';
import type { Capping } from './capping.ts';
import { certainDepartures, type Departure, type DepartureCounts, noDepartures } from './departure.ts';
import type { CostGroup } from './flight-cost.ts';
import { openSamples, type SampleReason } from './flight-samples.ts';
import { type FlightPerson, scanFlightAhead } from './flight-scan.queries.ts';
import type { FlowGroup } from './flow.ts';
import { type LanguageLine, openLanguages } from './languages.ts';
import { type MissingValue, openMissing } from './missing-values.ts';
import { openTurns, type Turn } from './turns.ts';

/** Everything that one pass over an audience tells of a launch. Its counts are of one moment and add up. */
export type FlightScan = {
  readonly counts: StandingCounts;
  readonly departures: DepartureCounts;
  readonly estimate: Estimate;
  readonly missing: readonly MissingValue[];
  /** Everybody who may be texted and is not waiting to be let on, by when they may be first and where they may be. */
  readonly turns: readonly Turn[];
  /** Of those for whom a schedule wants an hour of their own: people of whom none is known. */
  readonly hourless: number;
  /** Those whom nothing but an hour keeps waiting. */
  readonly flow: readonly FlowGroup[];
  readonly cost: readonly CostGroup[];
  readonly samples: ReadonlyMap<number, SampleReason>;
  readonly languages: readonly LanguageLine[];
  /** What their values do to the text. */
  readonly warnings: readonly Finding[];
};

export type FlightQuestion = {
  readonly loaded: LoadedContent;
  readonly template: Template | null;
  readonly hours: Hours;
  readonly capping: Capping;
  /** Of those whose values make it marketing; null where none can. */
  readonly sellingCapping: Capping | null;
  readonly linkOf: LinkOf | null;
  readonly mms?: CampaignMms | null;
  /** By which people have an hour each; null where all are asked about at `at`. */
  readonly timetable: Timetable | null;
  readonly at: Date;
  readonly seed: number;
};

/** Under which count each reason stands. */
export const excludedCounts = {
  excluded: 'excluded',
  opted_out: 'optedOut',
  no_consent: 'noConsent',
  outside_countries: 'outsideCountries',
  unreachable: 'unreachable',
  reassigned: 'reassigned',
  weak_consent: 'weakConsent',
  do_not_call: 'doNotCall',
  sender_unregistered: 'senderUnregistered',
  not_drawn: 'notDrawn',
  other_part: 'otherPart',
  control: 'inControl',
  held_out: 'heldOut',
  hour_past: 'hourPast',
} as const;

/** Asks of everybody what dispatch would ask at the launch, or at the hour that is planned for them, and renders their text, in the memory of one batch. */
export async function scanForFlight(tx: Tx, question: FlightQuestion): Promise<FlightScan> {
  const { loaded, template, capping, sellingCapping } = question;
  // Asked of everybody, so that people are counted to whom a text would be in another language.
  const fields = [...new Set([...(template?.fields.map(({ name }) => name) ?? []), languageField])];
  const counts = { ...noStandings };
  const tools = openTools(question, fields);
  const loadTallies = (people: readonly FlightPerson[]) =>
    (sellingCapping ?? capping).load(
      people.filter(({ $reason }) => $reason === null).map(({ $number }) => $number),
    );
  for await (const [people, tallies] of scanFlightAhead(
    ...([tx, loaded.question, fields, question.timetable, loadTallies] as const),
  )) {
    for (const person of people) {
      counts.chosen += 1;
      if (person.$is_from_file) counts.fromFile += 1;
      if (person.$reason !== null) counts[excludedCounts[person.$reason]] += 1;
      else {
        counts.willReceive += 1;
        tools.add(person, (isSelling, at) =>
          ((isSelling && sellingCapping) || capping).of(
            { number: person.$number, country: person.$country, wishes: person.$wishes },
            tallies.get(person.$number),
            Math.floor(at.getTime() / 1_000),
          ),
        );
      }
    }
  }
  return { counts, ...tools.result() };
}

/** What is kept of the receivers: sums by kind, and a few of them to look at. */
function openTools(question: FlightQuestion, fields: readonly string[]) {
  const { template, seed } = question;
  const tally = openTally(template?.source ?? '');
  const missing = openMissing(
    fields.filter((field) => field !== preferencesField && field !== languageField),
  );
  const samples = openSamples(seed);
  const departures = noDepartures();
  const selling = openSelling(question.loaded.question.ifSelling);
  const languages = openLanguages(question.loaded.words);
  const turns = openTurns();
  const goOnMs = question.timetable?.goOnMs ?? Number.POSITIVE_INFINITY;
  let hourless = 0;
  const cost = new Map<string, CostGroup & { people: number }>();

  type Written = { parts: number; units: number; isUcs2: boolean; isMms: boolean; selling: Selling };
  function write(person: FlightPerson): Written | null {
    if (!template) return null;
    const link = question.linkOf && { [preferencesField]: question.linkOf(person.$id) ?? undefined };
    const rendered = render(template, link ? { ...person, ...link } : person);
    if (!rendered.ok) {
      tally.addUnwritable(person.$id, rendered);
      return null;
    }
    const country = countryOfNumber(person.$number);
    const mms = question.mms ?? null;
    const counted = addText(tally, mms, person.$id, rendered.text, country);
    const isMms = mms?.isMms(country) ?? false;
    const { parts, units, alphabet } = counted;
    const sells = selling.of(person.$id, rendered.text, person.$if_selling);
    return { parts, units, isUcs2: alphabet === 'ucs2', isMms, selling: sells };
  }

  type CapOf = (isSelling: boolean, at: Date) => 'capped' | 'capped_out' | null;
  function add(person: FlightPerson, capOf: CapOf): void {
    const at = person.$at ?? question.at;
    if (!person.$has_hour) hourless += 1;
    languages.add(person[languageField]);
    const written = write(person);
    const sells = written?.selling ?? 'no';
    const purpose = sells === 'no' ? question.loaded.purpose : 'marketing';
    const { text, key, departure: byHour } = standingAt(person, purpose, question, at);
    const waitsForGo = at.getTime() >= goOnMs;
    const cap = capOf(sells !== 'no', at);
    if (!waitsForGo) turns.add(at.getTime(), key, text);
    const lacksValue = missing.add(person.$id, person);
    samples.add({
      ...{ contactId: person.$id, name: person.$name, lacksValue },
      ...{ parts: written?.parts ?? null, units: written?.units ?? 0, isUcs2: written?.isUcs2 ?? false },
    });
    const refused = sells === 'refused' ? ('not_for_marketing' as const) : null;
    const departure = waitsForGo
      ? (refused ?? lasting(byHour) ?? (written ? 'go_on' : 'unwritable'))
      : (refused ?? byHour ?? cap ?? (written ? 'at_once' : 'unwritable'));
    departures[departure] += 1;
    if (written) addToSums(person, { text, key, fromMs: at.getTime() }, departure, written, !cap);
  }

  function addToSums(
    { $number }: FlightPerson,
    { text, key, fromMs }: { text: TimedText; key: string; fromMs: number },
    departure: Departure,
    { parts, isMms }: Written,
    isUncapped: boolean,
  ): void {
    const isCertain = certainDepartures.has(departure) && isUncapped;
    const country = countryOfNumber($number);
    const costKey = `${country} ${parts} ${isCertain} ${isMms}`;
    const kind = isMms ? 'mms' : 'sms';
    const priced = cost.get(costKey) ?? { country, parts, kind, people: 0, isCertain };
    cost.set(costKey, priced);
    priced.people += 1;
    if (!isCertain) return;
    turns.addParts(fromMs, key, text, parts);
  }

  return {
    add,
    result: () => ({
      ...{ departures, estimate: tally.result(), missing: missing.result() },
      ...{ ...turns.result(), cost: [...cost.values()], hourless },
      ...{ languages: languages.result() },
      ...{ samples: samples.chosen(), warnings: selling.findings() },
    }),
  };
}

/** What no other hour would mend: whoever is let on later may then be open, unpaused and under every cap. */
const lasting = (departure: Departure | null): Departure | null =>
  departure === 'placeless' || departure === 'place_unknown' || departure === 'reply_to_judge'
    ? departure
    : null;

/** Where the person may be and what the hour says; null where nothing holds them. */
function standingAt(
  person: FlightPerson,
  purpose: string,
  { hours, loaded }: Pick<FlightQuestion, 'hours' | 'loaded'>,
  at: Date,
): { text: TimedText; key: string; departure: Departure | null } {
  const {
    $country: country,
    $region: region,
    $time_zone: timeZone,
    $time_zone_source: timeZoneSource,
  } = person;
  const where = whereaboutsOf(
    person.$number,
    { country, region, timeZone, timeZoneSource },
    loaded.workspace.timeZone,
  );
  const byLaw = hours.standingOf({ ...where, purpose }, at);
  const isAsked = isMarketing(purpose);
  const wished = isAsked ? person.$wishes?.hours : null;
  const wish = wished && { from: wished.from * 60, to: wished.until * 60 };
  const text: TimedText = wish ? { ...where, purpose, wish } : { ...where, purpose };
  const standing = wish ? hours.standingOf(text, at) : byLaw;
  const answer = (departure: Departure | null) => ({ text, key: standing.key, departure });
  if (isAsked && person.$held_since) return answer('reply_to_judge');
  if (isAsked && person.$paused_until && person.$paused_until > at) return answer('paused');
  const { verdict, asked } = byLaw;
  if (verdict.decision === 'drop') return answer('placeless');
  if (verdict.decision === 'hold') {
    if (asked.candidates.kind === 'unknown') return answer('place_unknown');
    return answer(verdict.isOpeningUnknown ? 'closed' : 'quiet_hours');
  }
  return answer(standing.verdict.decision === 'allow' ? null : 'own_hours');
}
