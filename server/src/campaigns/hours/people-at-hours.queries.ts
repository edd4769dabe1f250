import type { CompiledSql } from '../../audiences/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { compileStandings, type StandingQuestion, withHashJoins } from '../standing.queries.ts';
import type { Slots, ZoneStart } from './hour-plan.ts';

export type ZonePeople = { readonly zone: string; readonly people: number };

// A zone on the contact is the best that is known of them: their own, of their address, or of their area code.
const zoneSql = (fallback: string) => `coalesce(c.time_zone, ${fallback}::text)`;

/** Whoever would receive it, counted by the clock that they live by; the workspace's where nobody knows. */
export async function countPeopleByZone(
  tx: Tx,
  question: StandingQuestion,
  fallbackZone: string,
): Promise<ZonePeople[]> {
  const standings = compileStandings(question);
  const text = `
    select ${zoneSql(`$${standings.values.length + 1}`)} as zone, count(*)::int as people
    from (${standings.text}) s
    join contact c on c.workspace_id = (select current_workspace()) and c.id = s.contact_id
    where s.reason is null group by 1 order by 2 desc, 1`;
  const ask = () => tx.query<ZonePeople>(text, [...standings.values, fallbackZone]);
  return (await withHashJoins(tx, ask)).rows;
}

/** The same of the snapshot that a launch has taken. */
export async function countSnapshotByZone(tx: Tx, fallbackZone: string): Promise<ZonePeople[]> {
  const { rows } = await tx.query<ZonePeople>(
    `select ${zoneSql('$1')} as zone, count(*)::int as people
     from launch_standing s join contact c on c.workspace_id = (select current_workspace()) and c.id = s.contact_id
     where s.reason is null group by 1 order by 2 desc, 1`,
    [fallbackZone],
  );
  return rows;
}

/** People of these zones are left out of the launch: their hour is over. */
export async function skipZones(tx: Tx, zones: readonly string[], fallbackZone: string): Promise<void> {
  await tx.query(
    `update launch_standing s set reason = 'hour_past' from contact c
     where s.reason is null and c.workspace_id = (select current_workspace()) and c.id = s.contact_id
       and ${zoneSql('$2')} = any($1::text[])`,
    [zones, fallbackZone],
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
      join contact c on c.workspace_id = (select current_workspace()) and c.id = s.contact_id
      join unnest($1::text[], $2::timestamptz[]) z (zone, at) on z.zone = ${zoneSql('$3')}
      where s.reason is null
      window w as (partition by z.at order by md5($4::text || s.contact_id))) dealt`,
    values: [
      known.map(({ zone }) => zone),
      known.map(({ at }) => at),
      fallbackZone,
      `${runId}:`,
      [...offsets],
    ],
  };
}
