import type { PersonWishes, TimeZoneSource } from '../../contacts/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { timetableSql } from '../hours/people-at-hours.queries.ts';
import type { Timetable } from '../hours/timetable.ts';
import { fillMerged } from '../merge-rows.ts';
import { columnOf } from '../scan.queries.ts';
import {
  compileStandings,
  type Standing,
  type StandingQuestion,
  withHashJoins,
} from '../standing.queries.ts';

/**
 * One chosen person with everything that decides when a text would leave for them. The values that a template asks for
 * stand under their field names, ours under names that no field can have.
 */
export type FlightPerson = {
  readonly $id: number;
  readonly $number: string;
  readonly $reason: Standing['reason'];
  readonly $is_from_file: boolean;
  readonly $if_selling: string | null;
  readonly $name: string;
  readonly $country: string | null;
  readonly $region: string | null;
  readonly $time_zone: string | null;
  readonly $time_zone_source: TimeZoneSource | null;
  readonly $wishes: PersonWishes | null;
  readonly $held_since: Date | null;
  readonly $paused_until: Date | null;
  readonly $carrier: string | null;
  /** From when on a schedule lets it go; null where none does. */
  readonly $at: Date | null;
  /** False of somebody who goes at everybody's hour because nobody knows theirs. */
  readonly $has_hour: boolean;
  readonly [field: string]: unknown;
};

// As in scan.queries.ts: a few megabytes a round trip, and memory stays flat.
const rowsPerFetch = 10_000;

/**
 * Streams everybody of the audience through a cursor, once, so that everything a flight check counts is of one moment and
 * adds up. `fields` are those that the template uses. Whoever wants the order of a launch waits for the sort; by a timetable
 * people come in the order of their hours.
 */
export async function* scanFlight(
  tx: Tx,
  question: StandingQuestion,
  fields: readonly string[],
  timetable: Timetable | null,
): AsyncGenerator<readonly FlightPerson[]> {
  await openScan(tx, question, fields, { timetable, isByContact: true });
  try {
    for (;;) {
      const people = await fetchSome(tx);
      await fillMerged(tx, question, fields, people);
      if (people.length > 0) yield people;
      if (people.length < rowsPerFetch) return;
    }
  } finally {
    await closeScan(tx);
  }
}

/**
 * The same for whoever only judges: `load` reads what else must be known of some people, and the server reads the next ones
 * while these are judged. Nothing else may be asked of it meanwhile.
 */
export async function* scanFlightAhead<Known>(
  tx: Tx,
  question: StandingQuestion,
  fields: readonly string[],
  timetable: Timetable | null,
  load: (people: readonly FlightPerson[]) => Promise<Known>,
): AsyncGenerator<readonly [people: readonly FlightPerson[], known: Known]> {
  await openScan(tx, question, fields, { timetable, isByContact: false });
  let coming = fetchSome(tx);
  try {
    for (;;) {
      const people = await coming;
      const isLast = people.length < rowsPerFetch;
      const known = await load(people);
      await fillMerged(tx, question, fields, people);
      if (!isLast) coming = fetchSome(tx);
      if (people.length > 0) yield [people, known];
      if (isLast) return;
    }
  } finally {
    await coming.catch(() => {});
    await closeScan(tx);
  }
}

type Order = { readonly timetable: Timetable | null; readonly isByContact: boolean };

async function openScan(
  tx: Tx,
  question: StandingQuestion,
  fields: readonly string[],
  { timetable, isByContact }: Order,
): Promise<void> {
  const standings = compileStandings(question);
  const values = [...standings.values];
  const place = (value: unknown) => `$${values.push(value)}`;
  const columns = fields
    .filter((field) => /^[a-z][a-z0-9_]{0,62}$/.test(field))
    .map((field) => `, ${columnOf(field, () => place(field))} as "${field}"`);
  const timed = timetable && timetableSql(timetable, place);
  const reason = timed
    ? `case when s.reason is null and ${timed.isPast} then 'hour_past' else s.reason end`
    : 's.reason';
  const order = [...(timed ? ['"$at"'] : []), ...(isByContact ? ['s.contact_id'] : [])];
  const declare = `declare flight_scan no scroll cursor for
     select s.contact_id as "$id", s.number as "$number", ${reason} as "$reason", s.is_from_file as "$is_from_file", s.if_selling as "$if_selling",
       coalesce(c.first_name, '') || ' ' || coalesce(c.last_name, '') as "$name", c.country as "$country",
       c.region as "$region", c.time_zone as "$time_zone", c.time_zone_source as "$time_zone_source", c.wishes as "$wishes", c.carrier as "$carrier",
       w.held_since as "$held_since", w.paused_until as "$paused_until",
       ${timed?.at ?? 'null::timestamptz'} as "$at", ${timed?.hasHour ?? 'true'} as "$has_hour" ${columns.join('')}
     from (${standings.text}) s
     join contact c on c.workspace_id = (select current_workspace()) and c.id = s.contact_id
     left join consent w on w.workspace_id = (select current_workspace())
       and w.program_id = ${place(question.program.id)}::uuid and w.number = s.number
     ${timed?.joins ?? ''}
     ${order.length === 0 ? '' : `order by ${order.join(', ')}`}`;
  await tx.query('set local cursor_tuple_fraction = 1');
  await withHashJoins(tx, () => tx.query(declare, values));
}

const closeScan = (tx: Tx) => tx.query('close flight_scan').catch(() => {});

/** A failure is met by whoever waits for these; while nobody does yet, it must not end the process. */
function fetchSome(tx: Tx): Promise<readonly FlightPerson[]> {
  const coming = tx.query<FlightPerson>(`fetch ${rowsPerFetch} from flight_scan`).then(({ rows }) => rows);
  coming.catch(() => {});
  return coming;
}
