import type { Contact } from '../contacts/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { compileStandings, type StandingQuestion, withHashJoins } from './standing.queries.ts';

/** How many receivers there are of one kind: alike in area code, country, state and zone. */
export type PlacedPeople = Pick<Contact, 'country' | 'region' | 'timeZone' | 'timeZoneSource'> & {
  /** Of one of them: all that is asked of it is where its area code or its country is. */
  readonly number: string;
  readonly people: number;
};

/** Everybody who would receive a campaign, counted by what tells where they are: some hundreds of rows for a million people. */
export async function countPeopleByPlace(tx: Tx, question: StandingQuestion): Promise<PlacedPeople[]> {
  const standings = compileStandings(question);
  const text = `
    select min(c.number) as number, c.country, c.region, z.zone as "timeZone", z.source as "timeZoneSource", count(*)::int as people
    from (${standings.text}) s
    join contact c on c.workspace_id = (select current_workspace()) and c.id = s.contact_id
    cross join lateral (select case when c.time_zone_source in ('own', 'address') then c.time_zone end as zone,
      case when c.time_zone_source in ('own', 'address') then c.time_zone_source end as source) z
    where s.reason is null
    group by left(c.number, case when c.number like '+1%' then 5 else 8 end), c.country, c.region, z.zone, z.source`;
  const { rows } = await withHashJoins(tx, () => tx.query<PlacedPeople>(text, [...standings.values]));
  return rows;
}
