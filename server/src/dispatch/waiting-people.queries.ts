import type { Contact } from '../contacts/index.ts';
import type { Tx } from '../platform/db/pool.ts';

/** How many people of one kind still wait for the text of a run: alike in area code, country, state and zone. */
export type WaitingPeople = Pick<Contact, 'country' | 'region' | 'timeZone' | 'timeZoneSource'> & {
  /** Of one of them. */
  readonly number: string;
  readonly people: number;
};

/** Everybody in the chunks of a run that nobody has taken up yet, counted by what tells where they are. */
export async function countWaitingByPlace(tx: Tx, runId: string): Promise<WaitingPeople[]> {
  const { rows } = await tx.query<WaitingPeople>(
    `select min(c.number) as number, c.country, c.region, z.zone as "timeZone", z.source as "timeZoneSource", count(*)::int as people
     from send_chunk k cross join lateral unnest(k.recipients) r (contact_id)
     join contact c on c.workspace_id = k.workspace_id and c.id = r.contact_id
     cross join lateral (select case when c.time_zone_source in ('own', 'address') then c.time_zone end as zone,
       case when c.time_zone_source in ('own', 'address') then c.time_zone_source end as source) z
     where k.workspace_id = current_workspace() and k.run_id = $1 and k.state = 'ready'
     group by left(c.number, case when c.number like '+1%' then 5 else 8 end), c.country, c.region, z.zone, z.source`,
    [runId],
  );
  return rows;
}
