import type { CompiledSql } from '../../audiences/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { compileStandings, type StandingQuestion, withHashJoins } from '../standing.queries.ts';
import type { OwnHours, Slots, ZonePeople, ZoneStart } from './hour-plan.ts';
import type { Timetable } from './timetable.ts';

// A zone on the contact is the best that is known of them: their own, of their address, or of their area code.
const zoneSql = (fallback: string) => `coalesce(c.time_zone, ${fallback}::text)`;

// One who answers at night gets it at the end of the range that is nearest: rules of quiet hours would hold it longer.
const hourSql = (own: OwnHours | null) =>
  own === null
    ? 'null::integer'
    : `least(greatest(coalesce(h.best_hour, ${Math.trunc(own.others)}), ${Math.trunc(own.from)}), ${Math.trunc(own.to)})::integer`;
const hourJoin = (own: OwnHours | null) =>
  own === null
    ? ''
    : 'left join answered_hour h on h.workspace_id = (select current_workspace()) and h.contact_id = c.id';

/** Whoever would receive it, counted by the clock that they live by; the workspace's where nobody knows. */
export async function countPeopleByZone(
  tx: Tx,
  question: StandingQuestion,
  fallbackZone: string,
  own: OwnHours | null,
): Promise<ZonePeople[]> {
  const standings = compileStandings(question);
  const text = `
    select ${zoneSql(`$${standings.values.length + 1}`)} as zone, ${hourSql(own)} as hour, count(*)::int as people
    from (${standings.text}) s
    join contact c on c.workspace_id = (select current_workspace()) and c.id = s.contact_id ${hourJoin(own)}
    where s.reason is null group by 1, 2 order by 3 desc, 1, 2`;
  const ask = () => tx.query<ZonePeople>(text, [...standings.values, fallbackZone]);
  return (await withHashJoins(tx, ask)).rows;
}

/** The same of the snapshot that a launch has taken. */
export async function countSnapshotByZone(
  tx: Tx,
  fallbackZone: string,
  own: OwnHours | null,
): Promise<ZonePeople[]> {
  const { rows } = await tx.query<ZonePeople>(
    `select ${zoneSql('$1')} as zone, ${hourSql(own)} as hour, count(*)::int as people
     from launch_standing s join contact c on c.workspace_id = (select current_workspace()) and c.id = s.contact_id ${hourJoin(own)}
     where s.reason is null group by 1, 2 order by 3 desc, 1, 2`,
    [fallbackZone],
  );
  return rows;
}

/** People of these zones, or of these hours in them, are left out of the launch: their hour is over. */
export async function skipZones(
  tx: Tx,
  zones: readonly Omit<ZonePeople, 'people'>[],
  fallbackZone: string,
  own: OwnHours | null,
): Promise<void> {
  await tx.query(
    `update launch_standing s set reason = 'hour_past'
     from contact c ${hourJoin(own)}, unnest($1::text[], $2::integer[]) z (zone, hour)
     where s.reason is null and c.workspace_id = (select current_workspace()) and c.id = s.contact_id
       and z.zone = ${zoneSql('$3')} and z.hour is not distinct from ${hourSql(own)}`,
    [zones.map(({ zone }) => zone), zones.map(({ hour }) => hour), fallbackZone],
  );
}

/**
 * Everybody of the snapshot with the moment from which their text may go. Who comes first among those of one zone is a
 * lot that falls the same way each time: nobody is first for having been brought in first.
 */
export function receiversAtHours(
  runId: string,
  zones: readonly ZoneStart[],
  { offsets, peopleEach }: Slots,
  fallbackZone: string,
  own: OwnHours | null,
): CompiledSql {
  const known = zones.filter(({ at }) => at !== null);
  const slot =
    peopleEach === null
      ? `floor((row_number() over w - 1)::numeric * cardinality($5::integer[]) / count(*) over (partition by z.at))`
      : `floor((row_number() over w - 1) / ${peopleEach}::numeric)`;
  return {
    text: `select contact_id, at + make_interval(mins => ($5::integer[])[least(slot::integer + 1, cardinality($5::integer[]))]) from (
      select s.contact_id, z.at, ${slot} as slot
      from launch_standing s
      join contact c on c.workspace_id = (select current_workspace()) and c.id = s.contact_id ${hourJoin(own)}
      join unnest($1::text[], $2::timestamptz[], $6::integer[]) z (zone, at, hour)
        on z.zone = ${zoneSql('$3')} and z.hour is not distinct from ${hourSql(own)}
      where s.reason is null
      window w as (partition by z.at order by md5($4::text || s.contact_id))) dealt`,
    values: [
      known.map(({ zone }) => zone),
      known.map(({ at }) => at),
      fallbackZone,
      `${runId}:`,
      [...offsets],
      known.map(({ hour }) => hour),
    ],
  };
}

export type TimetableSql = {
  readonly joins: string;
  /** From when on the text of the person may go; null of whoever came to the audience since the zones were counted. */
  readonly at: string;
  readonly isPast: string;
  /** Whether an hour of their own is known; true where nobody is asked for one. */
  readonly hasHour: string;
};

/**
 * What `receiversAtHours` will say of each person of `s` (standings) and `c` (contact), asked before there is a launch. The lot is
 * the same, so whoever is told to be first is first.
 */
export function timetableSql(
  { runId, own, fallbackZone, zones, slots: { offsets, peopleEach } }: Timetable,
  place: (value: unknown) => string,
): TimetableSql {
  const names = place(zones.map(({ zone }) => zone));
  const starts = place(zones.map(({ at }) => at));
  const hours = place(zones.map(({ hour }) => hour));
  const joins = `${hourJoin(own)}
    left join unnest(${names}::text[], ${starts}::timestamptz[], ${hours}::integer[]) z (zone, at, hour)
      on z.zone = ${zoneSql(place(fallbackZone))} and z.hour is not distinct from ${hourSql(own)}`;
  const isPast = 'z.zone is not null and z.at is null';
  const hasHour = own === null ? 'true' : 'h.contact_id is not null';
  if (offsets.length === 1) return { joins, at: 'z.at', isPast, hasHour };
  const minutes = `${place([...offsets])}::integer[]`;
  const those = 'partition by z.at, s.reason is null';
  const turn = `(row_number() over (${those} order by md5(${place(`${runId}:`)}::text || s.contact_id)) - 1)::numeric`;
  const slot =
    peopleEach === null
      ? `floor(${turn} * cardinality(${minutes}) / count(*) over (${those}))`
      : `floor(${turn} / ${peopleEach})`;
  const at = `z.at + make_interval(mins => (${minutes})[least(${slot}::integer + 1, cardinality(${minutes}))])`;
  return { joins, at, isPast, hasHour };
}
